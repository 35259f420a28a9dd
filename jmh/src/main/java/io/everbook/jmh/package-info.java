/**
 * Benchmarks.
 */
package io.everbook.jmh;
