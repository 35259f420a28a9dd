/**
 * The commands of an operator: status of the sites, repair of a site that doesn't run, journals.
 */
package io.everbook.cli.operate;
