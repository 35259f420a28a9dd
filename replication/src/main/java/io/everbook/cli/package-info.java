/**
 * The commands of the launcher.
 */
package io.everbook.cli;
