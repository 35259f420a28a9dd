/**
 * The commands of an operator: status of the sites, moves of the leadership, repair of a site that doesn't run.
 */
package io.everbook.cli.operate;
