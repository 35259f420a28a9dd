package io.everbook.journal;

import org.agrona.BitUtil;

import java.io.File;

/**
 * Tells whether a place of a mapped file is there to be read: the touch of a page behind a file's end is an error that
 * may come at any time later, wherever the thread is by then. Asks the file system only about places behind those that
 * it told of. One thread; allocates nothing.
 */
final class FileEnd {
    private File file;
    private long readable;

    /**
     * Whether a record can be read to its end.
     *
     * @param current the file that holds it: the same object for as long as it is the same file.
     * @param end     of the record, in bytes from the file's beginning.
     */
    boolean holds(final File current, final long end) {
        if (current != file || end > readable) {
            file = current;
            readable = lengthOf(current);
        }
        return end <= readable;
    }

    /**
     * Whether what follows a record can be looked at; true if that is in another file by now.
     *
     * @param current the file that is read now.
     * @param end     of what follows in the record's file.
     */
    boolean holdsNext(final File current, final long end) {
        return current != file || holds(current, end);
    }

    /** To the end of its last page; one that was deleted is there for as long as it is mapped. */
    private static long lengthOf(final File file) {
        final long length = file.length();
        return length == 0 ? Long.MAX_VALUE : BitUtil.align(length, PreparedSpace.PAGE);
    }
}
