package io.everbook.api;

/**
 * What an embedded exchange waits for before it acknowledges a command.
 */
public enum Durability {
    /**
     * The record is in the journal's mapped file. Survives a crash of the process, {@code kill -9} included; does not
     * survive a power cut or a crash of the operating system.
     */
    PROCESS,
    /**
     * The record is forced to the disk. Survives a power cut too, as far as the disk keeps its own promise.
     */
    DISK
}
