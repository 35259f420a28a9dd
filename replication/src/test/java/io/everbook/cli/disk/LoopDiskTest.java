package io.everbook.cli.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.agrona.IoUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A real file system on a real loop device.
 */
class LoopDiskTest {
    private static final int MEBIBYTES = 32;
    private static final int PAGE = 4_096;
    private static final int PAGES = 64;
    private static final long SEED = 7;
    private Path images;
    private LoopDisk disk;
    private Path file;

    @BeforeAll
    static void shouldBeAbleTo() {
        final String reason = LoopDisk.unavailable();
        assumeTrue(reason == null, () -> "NOT RUN: " + reason);
    }

    @BeforeEach
    void create(@TempDir final Path directory) {
        images = directory.resolve("images");
        disk = LoopDisk.create(images, directory.resolve("disk"), MEBIBYTES);
        file = disk.directory().resolve("file");
    }

    @AfterEach
    void close() throws IOException {
        disk.close();
        try (Stream<Path> left = Files.list(images)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void shouldKeepWhatWasForcedAndLoseWhatWasNot() throws IOException {
        try (FileChannel channel = open()) {
            write(channel, 0, 'f');
            channel.force(true);
            write(channel, 0, 'u');
            write(channel, 1, 'u');
            Files.writeString(disk.directory().resolve("other"), "never forced");
            disk.cutPower();
        }
        assertThat(Files.readString(file)).startsWith("u").hasSize(2 * PAGE);
        disk.restorePower();
        assertThat(Files.readString(file)).isEqualTo("f".repeat(PAGE));
        assertThat(disk.directory().resolve("other")).doesNotExist();
    }

    @Test
    void shouldLoseWhatWasStoredInMappedMemoryAndNotForced() {
        final MappedByteBuffer mapped = IoUtil.mapNewFile(file.toFile(), PAGE);
        mapped.put(0, (byte) 'f');
        mapped.force();
        mapped.put(0, (byte) 'u');
        disk.cutPower();
        IoUtil.unmap(mapped);
        disk.restorePower();
        assertThat(bytes()[0]).isEqualTo((byte) 'f');
    }

    @Test
    void shouldKeepWhatIsWrittenAfterPowerIsBackThroughTheNextCut() throws IOException {
        disk.cutPower();
        disk.restorePower();
        try (FileChannel channel = open()) {
            write(channel, 0, 'f');
            channel.force(true);
        }
        disk.cutPower();
        disk.restorePower();
        assertThat(Files.readString(file)).isEqualTo("f".repeat(PAGE));
    }

    @Test
    void shouldTearWhatWasNotForcedAndNothingElse() throws IOException {
        try (FileChannel channel = open()) {
            writeAll(channel, 0, PAGES, 'f');
            channel.force(true);
            writeAll(channel, 0, PAGES / 2, 'F');
            channel.force(true);
            writeAll(channel, PAGES / 2, PAGES, 'u');
            disk.cutPower();
        }
        final int torn = disk.restorePower(SEED);
        final String pages = firstOfEachPage();
        assertThat(pages).hasSize(PAGES).startsWith("F".repeat(PAGES / 2)).matches("F+[fu]+");
        assertThat(pages.chars().filter(page -> page == 'u').count()).isEqualTo(torn).isBetween(4L, PAGES / 2 - 4L);
        assertThat(pages).contains("fu").contains("uf");
    }

    @Test
    void shouldRefuseToRestorePowerThatWasNotCut() {
        assertThatThrownBy(() -> disk.restorePower()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldHaveNoRoomUntilItIsFreed() throws IOException {
        disk.fill(0);
        assertThatThrownBy(this::writeTwoPages).isInstanceOf(IOException.class).hasMessageContaining("No space");
        disk.free();
        writeTwoPages();
        disk.fill(1 << 20);
        assertThat(disk.directory().toFile().getUsableSpace()).isBetween(1L << 19, 1L << 20);
    }

    @Test
    void shouldRefuseWritesAfterItFailedUntilItIsRepaired() throws IOException {
        try (FileChannel channel = open()) {
            write(channel, 0, 'f');
            channel.force(true);
            disk.failReadOnly();
            assertThatThrownBy(() -> write(channel, 0, 'u')).isInstanceOf(IOException.class);
            assertThat(Files.readString(file)).isEqualTo("f".repeat(PAGE));
        }
        disk.repair();
        writeTwoPages();
    }

    @Test
    void shouldRemoveWhatADeadProcessLeft(@TempDir final Path directory) throws IOException {
        final Path image = directory.resolve("everbook-4194999-1-1.img");
        final Path mounted = Files.createDirectory(directory.resolve("left"));
        Files.write(image, new byte[8 << 20]);
        LoopMount.format(image);
        LoopMount.mount(image, mounted, "");
        assertThat(mounted.resolve("lost+found")).exists();
        LoopMount.removeLeftovers();
        assertThat(mounted.resolve("lost+found")).doesNotExist();
        assertThat(image).doesNotExist();
        assertThat(disk.directory().resolve("lost+found")).exists();
    }

    private FileChannel open() throws IOException {
        return FileChannel.open(file, CREATE, READ, WRITE);
    }

    private void writeTwoPages() throws IOException {
        try (FileChannel channel = open()) {
            writeAll(channel, 0, 2, 'w');
            channel.force(true);
        }
    }

    private static void writeAll(final FileChannel channel, final int from, final int to, final char letter)
        throws IOException {
        for (int page = from; page < to; page++) {
            write(channel, page, letter);
        }
    }

    private static void write(final FileChannel channel, final int page, final char letter) throws IOException {
        final byte[] bytes = new byte[PAGE];
        Arrays.fill(bytes, (byte) letter);
        channel.write(ByteBuffer.wrap(bytes), (long) page * PAGE);
    }

    private byte[] bytes() {
        try {
            return Files.readAllBytes(file);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String firstOfEachPage() {
        final byte[] bytes = bytes();
        final StringBuilder letters = new StringBuilder();
        for (int at = 0; at < bytes.length; at += PAGE) {
            letters.append((char) bytes[at]);
        }
        return letters.toString();
    }
}
