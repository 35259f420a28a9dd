package io.everbook.cli.verify.fault;

import io.everbook.api.EverbookException;
import io.everbook.journal.JournalReader;
import io.everbook.journal.RecordView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * A bit turns in the last record of a stopped follower's journal: the site must refuse to start, and name the place.
 * The bit is turned back when the fault is lifted, as a copy of the file would have it.
 */
final class RottenJournalFault extends RefusalFault {
    private static final int PATTERN = 32;
    private static final int BITS = 8;
    private static final int BLOCK = 1 << 20;
    private Path file;
    private long offset;
    private int bit;

    private RottenJournalFault(final SplittableRandom random) {
        super(random);
    }

    static Fault of(final SplittableRandom random) {
        return new RottenJournalFault(random);
    }

    @Override
    void spoil(final Rig rig) {
        final Path journal = rig.workspace().journal(victim().name());
        final byte[] record = lastRecord(journal);
        file = newestFile(journal);
        offset = find(record) + random().nextInt(PATTERN, record.length);
        bit = 1 << random().nextInt(BITS);
        turn();
    }

    @Override
    public void lift(final Rig rig) {
        if (victim().isAlive()) {
            complain(" runs on a journal whose last record is rotten");
        }
        rig.kill(victim());
        victim().kill();
        turn();
        rig.start(victim());
    }

    private static byte[] lastRecord(final Path journal) {
        try (JournalReader reader = JournalReader.open(journal)) {
            final RecordView record = new RecordView();
            reader.seek(reader.lastSequence());
            reader.next(record);
            final byte[] bytes = new byte[record.length()];
            record.buffer().getBytes(record.offset(), bytes);
            return bytes;
        }
    }

    private static Path newestFile(final Path journal) {
        try (Stream<Path> files = Files.list(journal)) {
            return files.filter(path -> path.toString().endsWith(".cq4")).max(Comparator.naturalOrder()).orElseThrow();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot list " + journal, e);
        }
    }

    private long find(final byte[] record) {
        final ByteBuffer block = ByteBuffer.allocate(BLOCK + PATTERN);
        final ByteBuffer pattern = ByteBuffer.wrap(record, 0, PATTERN);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            for (long at = 0; at < channel.size(); at += BLOCK) {
                channel.read(block.clear(), at);
                final int found = indexOf(block.flip(), pattern);
                if (found >= 0) {
                    return at + found;
                }
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        throw new EverbookException("the last record is not in " + file);
    }

    private static int indexOf(final ByteBuffer block, final ByteBuffer pattern) {
        for (int i = 0; i + PATTERN <= block.limit(); i++) {
            if (block.get(i) == pattern.get(0) && block.slice(i, PATTERN).equals(pattern)) {
                return i;
            }
        }
        return -1;
    }

    private void turn() {
        final ByteBuffer one = ByteBuffer.allocate(1);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            channel.read(one, offset);
            one.put(0, (byte) (one.get(0) ^ bit)).rewind();
            channel.write(one, offset);
            channel.force(false);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot turn a bit of " + file, e);
        }
    }
}
