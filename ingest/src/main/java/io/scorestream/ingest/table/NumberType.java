package io.scorestream.ingest.table;

import java.nio.ByteBuffer;

/** How a number of an array is written. */
enum NumberType {
  /** Half precision (IEEE 754 binary16). */
  F2(2) {
    @Override
    double read(ByteBuffer from, int at) {
      int bits = from.getShort(at);
      int exponent = bits >> 10 & 0x1f;
      int fraction = bits & 0x3ff;
      double size =
          exponent == 0
              ? Math.scalb((double) fraction, -24)
              : exponent == 0x1f
                  ? (fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN)
                  : Math.scalb((double) (fraction | 0x400), exponent - 25);
      return bits < 0 ? -size : size;
    }
  },
  /** Single precision. */
  F4(4) {
    @Override
    double read(ByteBuffer from, int at) {
      return from.getFloat(at);
    }
  },
  /** Double precision. */
  F8(8) {
    @Override
    double read(ByteBuffer from, int at) {
      return from.getDouble(at);
    }
  },
  /** One byte with a sign. */
  I1(1) {
    @Override
    double read(ByteBuffer from, int at) {
      return from.get(at);
    }
  },
  /** Two bytes with a sign. */
  I2(2) {
    @Override
    double read(ByteBuffer from, int at) {
      return from.getShort(at);
    }
  },
  /** Four bytes with a sign. */
  I4(4) {
    @Override
    double read(ByteBuffer from, int at) {
      return from.getInt(at);
    }
  },
  /** Eight bytes with a sign, rounded to float64 beyond 2⁵³. */
  I8(8) {
    @Override
    double read(ByteBuffer from, int at) {
      return from.getLong(at);
    }
  },
  /** One byte. */
  U1(1) {
    @Override
    double read(ByteBuffer from, int at) {
      return from.get(at) & 0xff;
    }
  },
  /** Two bytes. */
  U2(2) {
    @Override
    double read(ByteBuffer from, int at) {
      return from.getShort(at) & 0xffff;
    }
  },
  /** Four bytes. */
  U4(4) {
    @Override
    double read(ByteBuffer from, int at) {
      return from.getInt(at) & 0xffffffffL;
    }
  },
  /** Eight bytes, rounded to float64 beyond 2⁵³. */
  U8(8) {
    @Override
    double read(ByteBuffer from, int at) {
      return unsigned(from.getLong(at));
    }
  },
  /** One byte, 0 or 1. */
  B1(1) {
    @Override
    double read(ByteBuffer from, int at) {
      return from.get(at) == 0 ? 0 : 1;
    }
  };

  private final int bytes;

  NumberType(int bytes) {
    this.bytes = bytes;
  }

  /** Eight bytes without a sign, rounded to float64 beyond 2⁵³. */
  static double unsigned(long bits) {
    return bits >= 0 ? bits : 2.0 * ((bits >>> 1) | (bits & 1));
  }

  /** How many bytes a number takes. */
  int bytes() {
    return bytes;
  }

  /**
   * The number that stands there.
   *
   * @param from in the file's byte order
   * @param at index of its first byte
   */
  abstract double read(ByteBuffer from, int at);
}
