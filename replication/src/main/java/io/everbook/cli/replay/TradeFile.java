package io.everbook.cli.replay;

import io.everbook.api.EverbookException;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Writes trades as CSV, or nowhere if no file was asked for.
 */
final class TradeFile implements AutoCloseable {
    private final PrintWriter out;
    private final Path file;

    TradeFile(final Path file) {
        this.file = file;
        this.out = file == null ? null : open(file);
        if (out != null) {
            out.print("msg_index,price,qty,resting_id,aggressor_id\n");
        }
    }

    void add(final int message, final long price, final long quantity, final long resting, final long aggressor) {
        if (out != null) {
            out.print(message + "," + price + "," + quantity + "," + resting + "," + aggressor + "\n");
        }
    }

    @Override
    public void close() {
        if (out != null) {
            out.close();
            if (out.checkError()) {
                throw new EverbookException("could not write all trades to " + file);
            }
        }
    }

    private static PrintWriter open(final Path file) {
        try {
            return new PrintWriter(file.toFile(), StandardCharsets.US_ASCII);
        } catch (final IOException e) {
            throw new EverbookException("cannot write " + file + ": " + e, e);
        }
    }
}
