/**
 * A session's connection to the sites: failover, resend, gap fill.
 */
package io.everbook.client;
