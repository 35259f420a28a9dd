package io.everbook.cli.disk;

import io.everbook.api.EverbookException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BitRotTest {
    private static final int USED = 1_000;
    private static final int LENGTH = 200_000;

    @Test
    void shouldTurnOneBitOfEachByteInWhatIsUsed(@TempDir final Path directory) throws IOException {
        final Path file = directory.resolve("file");
        final byte[] before = new byte[LENGTH];
        before[USED - 1] = 1;
        Files.write(file, before);
        final List<Long> offsets = BitRot.flip(file, USED / 2, 3);
        final byte[] after = Files.readAllBytes(file);
        assertThat(IntStream.range(0, LENGTH).filter(i -> after[i] != before[i]).asLongStream().boxed().toList())
            .isEqualTo(offsets).hasSize(USED / 2).allMatch(offset -> offset < USED);
        assertThat(offsets).allMatch(offset -> isOneBit(after[offset.intValue()] ^ before[offset.intValue()]));
    }

    @Test
    void shouldRefuseAFileThatIsTooShort(@TempDir final Path directory) throws IOException {
        final Path file = Files.write(directory.resolve("file"), new byte[LENGTH]);
        assertThatThrownBy(() -> BitRot.flip(file, 1, 3)).isInstanceOf(EverbookException.class);
    }

    private static boolean isOneBit(final int bits) {
        return Integer.bitCount(bits & 0xFF) == 1;
    }
}
