/**
 * {@code everbook bench}: what is measured, beside what it is to be compared with.
 */
package io.everbook.cli.bench;
