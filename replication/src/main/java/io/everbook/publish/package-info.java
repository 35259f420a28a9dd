/**
 * The readers of a journal and the ways to them: market data, drop copy and outcomes over Aeron, and who subscribes.
 */
package io.everbook.publish;
