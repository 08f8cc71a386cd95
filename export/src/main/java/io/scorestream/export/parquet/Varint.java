package io.scorestream.export.parquet;

import java.util.Arrays;

/** Integers of variable length, LEB128: seven bits a byte, the lowest first. */
final class Varint {

  private static final int BITS = 7;
  private static final int MASK = 0x7F;
  private static final int MORE = 0x80;
  private static final int MOST_BYTES = 10;

  private Varint() {}

  /** The bytes of a number, which counts as unsigned. */
  static byte[] bytes(long value) {
    byte[] bytes = new byte[MOST_BYTES];
    int length = 0;
    long rest = value;
    while (rest >>> BITS != 0) {
      bytes[length++] = (byte) ((rest & MASK) | MORE);
      rest >>>= BITS;
    }
    bytes[length++] = (byte) rest;
    return Arrays.copyOf(bytes, length);
  }
}
