/**
 * The journal: records in Chronicle Queue, written, read and verified.
 */
package io.everbook.journal;
