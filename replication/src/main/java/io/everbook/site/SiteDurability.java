package io.everbook.site;

/**
 * What has happened to a command when its session receives the acknowledgement.
 */
public enum SiteDurability {
    /**
     * A majority of sites hold the command in memory, their page caches. Survives the abrupt loss of a minority of
     * sites, power included, provided that no further site fails until the returned one has caught up; does not
     * survive the loss of power at a majority at once.
     */
    MEMORY_QUORUM(0),
    /**
     * A majority of sites have forced the command to disk. Survives the loss of power at every site at once, as far as
     * the disks keep their promise.
     */
    DISK_QUORUM(1);

    private final int fileSyncLevel;

    SiteDurability(final int fileSyncLevel) {
        this.fileSyncLevel = fileSyncLevel;
    }

    /**
     * The level for archive, catalogue and consensus module.
     *
     * @return 0: never forced; 1: data is forced before a position moves.
     */
    public int fileSyncLevel() {
        return fileSyncLevel;
    }
}
