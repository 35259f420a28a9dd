/**
 * A voting site on Aeron Cluster.
 */
package io.everbook.site;
