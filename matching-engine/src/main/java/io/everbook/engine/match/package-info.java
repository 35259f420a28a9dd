/**
 * Matching: what trades with what, at which price, in which order.
 */
package io.everbook.engine.match;
