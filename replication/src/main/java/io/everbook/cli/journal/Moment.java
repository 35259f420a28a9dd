package io.everbook.cli.journal;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * An engine time as typed: an instant such as {@code 2026-03-01T09:30:00.5Z}, or nanoseconds since the epoch as records
 * hold them, such as {@code 1772357400500000000ns}.
 *
 * @param timeNs nanoseconds since the epoch.
 */
record Moment(long timeNs) {
    private static final String UNIT = "ns";

    /**
     * Whether a text looks like a moment, right or wrong, and not like a plain number.
     *
     * @param text as typed.
     * @return false for digits alone.
     */
    static boolean isMeant(final String text) {
        return !text.chars().allMatch(Character::isDigit);
    }

    /**
     * Reads a moment.
     *
     * @param text as typed.
     * @return the moment.
     * @throws TypeConversionException if it is none.
     */
    static Moment parse(final String text) {
        try {
            if (text.endsWith(UNIT)) {
                return new Moment(Long.parseLong(text.substring(0, text.length() - UNIT.length())));
            }
            final Instant instant = Instant.parse(text);
            return new Moment(Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), TimeUnit.SECONDS.toNanos(1)), instant.getNano()));
        } catch (final DateTimeParseException | NumberFormatException | ArithmeticException e) {
            throw new TypeConversionException(
                "'" + text + "' is no time; write it like 2026-03-01T09:30:00.5Z or 1772357400500000000ns");
        }
    }

    /** Reads the value of an option. */
    static final class Converter implements ITypeConverter<Moment> {
        @Override
        public Moment convert(final String text) {
            return parse(text);
        }
    }
}
