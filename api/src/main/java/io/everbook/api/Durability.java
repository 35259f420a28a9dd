package io.everbook.api;

/**
 * What an embedded exchange waits for before it acknowledges a command.
 */
public enum Durability {
    /**
     * The record is in the journal's mapped file, and with it in the memory of the operating system. Survives a crash
     * of the process, {@code kill -9} included. Does not survive a power cut or a crash of the operating system: the
     * newest commands, acknowledged ones too, may be gone then, as far back as the operating system had not written
     * them by itself (on Linux half a minute); what is left is a whole beginning of the journal.
     */
    PROCESS,
    /**
     * The record is forced to the disk, together with the others of its group: listeners are told by the thread that
     * submits or polls, once the force that covers the group has succeeded. Survives a power cut too, as far as the
     * disk keeps its own promise. Does not survive the loss of the disk.
     */
    DISK
}
