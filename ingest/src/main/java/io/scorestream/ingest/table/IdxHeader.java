package io.scorestream.ingest.table;

import io.scorestream.ingest.bytes.DataFile;
import io.scorestream.ingest.bytes.Head;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The header of IDX, the format of MNIST: two zeros, the type, how many sizes, the sizes. */
final class IdxHeader {

  private static final int SIZES = 4;

  private static final Map<Integer, NumberType> TYPES =
      Map.of(
          0x08, NumberType.U1,
          0x09, NumberType.I1,
          0x0B, NumberType.I2,
          0x0C, NumberType.I4,
          0x0D, NumberType.F4,
          0x0E, NumberType.F8);

  private IdxHeader() {}

  static Optional<ArrayFormat> of(DataFile file) {
    Head head = file.head();
    NumberType type = TYPES.get(head.at(2));
    int sizes = head.at(3);
    if (head.length() < SIZES || head.at(0) != 0 || head.at(1) != 0 || type == null) {
      return Optional.empty();
    }
    if (sizes < 1 || sizes > 4) {
      return Optional.empty();
    }
    int start = SIZES * (sizes + 1);
    if (head.length() < start) {
      throw ArrayFormat.wrongHeader(
          file, "an IDX array", "ends after byte %s, within its header".formatted(head.length()));
    }
    List<Long> shape = new ArrayList<>();
    for (int at = SIZES; at < start; at += SIZES) {
      shape.add(
          (long) head.at(at) << 24
              | head.at(at + 1) << 16
              | head.at(at + 2) << 8
              | head.at(at + 3));
    }
    return Optional.of(
        new ArrayFormat("IDX", type, ByteOrder.BIG_ENDIAN, false, List.copyOf(shape), start)
            .requireSamples(file));
  }
}
