package io.scorestream.export.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Structs in Thrift's compact protocol, as far as Parquet's headers need it: fields of rising
 * numbers, each a 32- or 64-bit integer, text, a struct, or a list. Owned by one thread.
 *
 * @see <a href="https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md">
 *     Thrift compact protocol encoding</a>
 */
final class ThriftCompact {

  private static final int I32 = 5;
  private static final int I64 = 6;
  private static final int BINARY = 8;
  private static final int LIST = 9;
  private static final int STRUCT = 12;

  /** Sizes from here on do not fit beside the type of a list's elements. */
  private static final int LONG_LIST = 15;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Number of the last field of each struct that is open. */
  private final Deque<Integer> last = new ArrayDeque<>();

  private ThriftCompact() {}

  /** The bytes of a struct. */
  static byte[] struct(Consumer<ThriftCompact> fields) {
    ThriftCompact thrift = new ThriftCompact();
    thrift.write(fields);
    return thrift.out.toByteArray();
  }

  void i32(int field, int value) {
    header(field, I32);
    zigzag(value);
  }

  void i64(int field, long value) {
    header(field, I64);
    zigzag(value);
  }

  void text(int field, String value) {
    header(field, BINARY);
    bytes(value);
  }

  void struct(int field, Consumer<ThriftCompact> fields) {
    header(field, STRUCT);
    write(fields);
  }

  void structs(int field, List<? extends Consumer<ThriftCompact>> elements) {
    list(field, STRUCT, elements.size());
    elements.forEach(this::write);
  }

  void i32s(int field, List<Integer> elements) {
    list(field, I32, elements.size());
    elements.forEach(this::zigzag);
  }

  void texts(int field, List<String> elements) {
    list(field, BINARY, elements.size());
    elements.forEach(this::bytes);
  }

  private void write(Consumer<ThriftCompact> fields) {
    last.push(0);
    fields.accept(this);
    last.pop();
    out.write(0);
  }

  private void header(int field, int type) {
    int step = field - last.pop();
    last.push(field);
    if (step < 1 || step > LONG_LIST) {
      throw new IllegalArgumentException("field " + field + " does not follow in order");
    }
    out.write(step << 4 | type);
  }

  private void list(int field, int type, int size) {
    header(field, LIST);
    if (size < LONG_LIST) {
      out.write(size << 4 | type);
    } else {
      out.write(LONG_LIST << 4 | type);
      varint(size);
    }
  }

  private void bytes(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    varint(bytes.length);
    out.writeBytes(bytes);
  }

  private void zigzag(long value) {
    varint(value << 1 ^ value >> 63);
  }

  private void varint(long value) {
    out.writeBytes(Varint.bytes(value));
  }
}
