package io.scorestream.ingest.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.scorestream.ingest.bytes.DataFile;
import io.scorestream.ingest.bytes.FileFaults;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of NumPy's format {@code .npy}, versions 1 to 3: magic, version, length, and a Python
 * dictionary ({@code numpy.lib.format}).
 */
final class NpyHeader {

  private static final String NAME = "a NumPy array";
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int LONGEST = 1 << 20;

  private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([<>=|]?)(\\w+)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\d,L ]*)\\)");

  private NpyHeader() {}

  static Optional<ArrayFormat> of(DataFile file) {
    if (!file.head().startsWith(MAGIC)) {
      return Optional.empty();
    }
    int major = file.head().at(6);
    int lengthBytes = major == 1 ? 2 : 4;
    if (file.head().length() < 8 + lengthBytes) {
      throw ArrayFormat.wrongHeader(
          file, NAME, "ends after byte %s, within its header".formatted(file.head().length()));
    }
    int length = 0;
    for (int i = lengthBytes - 1; i >= 0; i--) {
      length = length << 8 | file.head().at(8 + i);
    }
    int begin = 8 + lengthBytes;
    if (major < 1 || major > 3 || length < 0 || length > LONGEST) {
      throw ArrayFormat.wrongHeader(
          file, NAME, "its header is of version %s and %s bytes".formatted(major, length));
    }
    return Optional.of(parsed(file, text(file, begin, length), begin + length));
  }

  private static String text(DataFile file, int begin, int length) {
    try (InputStream bytes = file.open()) {
      byte[] all = bytes.readNBytes(begin + length);
      if (all.length < begin + length) {
        throw ArrayFormat.wrongHeader(
            file,
            NAME,
            "ends after byte %s, within its header, which has %s bytes"
                .formatted(all.length, begin + length));
      }
      return new String(all, begin, length, UTF_8);
    } catch (IOException e) {
      throw FileFaults.unreadable(file.path(), "in its header", e);
    }
  }

  private static ArrayFormat parsed(DataFile file, String header, int start) {
    Matcher order = ORDER.matcher(header);
    Matcher shape = SHAPE.matcher(header);
    if (!order.find() || !shape.find()) {
      throw ArrayFormat.wrongHeader(file, NAME, "its header is " + header.strip());
    }
    Matcher type = TYPE.matcher(header);
    Optional<NumberType> numbers = type.find() ? type(type.group(2)) : Optional.empty();
    if (numbers.isEmpty()) {
      throw FileFaults.bad(
          "data file %s is a NumPy array whose items are no plain numbers: %s"
              .formatted(file.path(), header.strip()),
          "save an array of floats, integers or booleans: np.save('x.npy', a.astype(float))",
          null);
    }
    return new ArrayFormat(
            "npy",
            numbers.get(),
            type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
            order.group(1).equals("True"),
            shape(shape.group(1)),
            start)
        .requireSamples(file);
  }

  private static Optional<NumberType> type(String name) {
    String wanted = name.toUpperCase(Locale.ROOT);
    return Arrays.stream(NumberType.values())
        .filter(type -> type.name().equals(wanted))
        .findFirst();
  }

  private static List<Long> shape(String text) {
    return Arrays.stream(text.replace("L", "").split(",", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .map(Long::valueOf)
        .toList();
  }
}
