/**
 * What campaigns and scenarios play on: sites and clients under watch, faults struck and noted, and what is found.
 */
package io.everbook.cli.verify.stage;
