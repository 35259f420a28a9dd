package io.everbook.feed;

/**
 * The part of an epoch that a promotion raises.
 */
final class Generation {
    private static final int SHIFT = 48;

    private Generation() {
    }

    static int of(final long epoch) {
        return (int) (epoch >>> SHIFT);
    }
}
