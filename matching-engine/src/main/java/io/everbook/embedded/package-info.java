/**
 * The exchange of one process: engine and journal behind the api.
 */
package io.everbook.embedded;
