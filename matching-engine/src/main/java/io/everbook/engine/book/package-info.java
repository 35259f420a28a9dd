/**
 * Instruments and their books: orders and price levels in slots, and the ways to find them.
 */
package io.everbook.engine.book;
