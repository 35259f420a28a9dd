/**
 * What is made of the journal for others: market data and drop copy, from records to bytes and from bytes to books.
 */
package io.everbook.feed;
