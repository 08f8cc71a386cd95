package io.scorestream.ingest.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * How a column of Parquet is read. Truth values are 1 and 0; decimals are rounded to float64.
 *
 * @param type physical, and what it stands for
 * @param numbers {@code null} where they are words in UTF-8
 * @param meaning what numbers that stand for times count, such as "days since 1970-01-01"; empty
 *     where they are numbers already
 */
record ParquetColumn(
    PrimitiveType type, @Nullable ToDoubleFunction<ColumnReader> numbers, String meaning) {

  private static final String EPOCH_DAYS = "days since 1970-01-01";
  private static final String EPOCH_SECONDS = "seconds since the beginning of 1970-01-01";

  /** The day of 1970-01-01, as INT96 counts days. */
  private static final long JULIAN_EPOCH = 2_440_588;

  private static final int DAY_SECONDS = 86_400;

  /** Empty where a field is nested, repeated, or of a type that is neither numbers nor words. */
  static Optional<ParquetColumn> of(Type field) {
    if (!field.isPrimitive() || field.isRepetition(Type.Repetition.REPEATED)) {
      return Optional.empty();
    }
    PrimitiveType type = field.asPrimitiveType();
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> numbers(type, from -> from.getBoolean() ? 1 : 0);
      case FLOAT -> numbers(type, ColumnReader::getFloat);
      case DOUBLE -> numbers(type, ColumnReader::getDouble);
      case INT32, INT64 -> whole(type);
      case INT96 -> Optional.of(new ParquetColumn(type, ParquetColumn::int96, EPOCH_SECONDS));
      case BINARY, FIXED_LEN_BYTE_ARRAY -> bytes(type);
    };
  }

  private static Optional<ParquetColumn> numbers(
      PrimitiveType type, ToDoubleFunction<ColumnReader> numbers) {
    return Optional.of(new ParquetColumn(type, numbers, ""));
  }

  private static Optional<ParquetColumn> whole(PrimitiveType type) {
    boolean narrow = type.getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.INT32;
    ToDoubleFunction<ColumnReader> signed =
        narrow ? ColumnReader::getInteger : ColumnReader::getLong;
    LogicalTypeAnnotation meant = type.getLogicalTypeAnnotation();
    if (meant == null) {
      return numbers(type, signed);
    }
    if (meant instanceof IntLogicalTypeAnnotation integer) {
      return numbers(
          type,
          integer.isSigned()
              ? signed
              : narrow
                  ? from -> Integer.toUnsignedLong(from.getInteger())
                  : from -> NumberType.unsigned(from.getLong()));
    }
    if (meant instanceof DecimalLogicalTypeAnnotation decimal) {
      int scale = decimal.getScale();
      return numbers(
          type,
          from ->
              BigDecimal.valueOf(narrow ? from.getInteger() : from.getLong(), scale).doubleValue());
    }
    if (meant instanceof DateLogicalTypeAnnotation) {
      return Optional.of(new ParquetColumn(type, signed, EPOCH_DAYS));
    }
    if (meant instanceof TimeLogicalTypeAnnotation time) {
      return Optional.of(seconds(type, signed, time.getUnit(), "seconds since midnight"));
    }
    if (meant instanceof TimestampLogicalTypeAnnotation timestamp) {
      String zone = timestamp.isAdjustedToUTC() ? " in UTC" : "";
      return Optional.of(seconds(type, signed, timestamp.getUnit(), EPOCH_SECONDS + zone));
    }
    return Optional.empty();
  }

  private static ParquetColumn seconds(
      PrimitiveType type, ToDoubleFunction<ColumnReader> counts, TimeUnit unit, String meaning) {
    double each =
        switch (unit) {
          case MILLIS -> 1e3;
          case MICROS -> 1e6;
          case NANOS -> 1e9;
        };
    return new ParquetColumn(type, from -> counts.applyAsDouble(from) / each, meaning);
  }

  /** Nanoseconds of the day and the Julian day, as Hive and Spark wrote timestamps. */
  private static double int96(ColumnReader from) {
    ByteBuffer bytes = from.getBinary().toByteBuffer().slice().order(ByteOrder.LITTLE_ENDIAN);
    long days = bytes.getInt(8) - JULIAN_EPOCH;
    return days * DAY_SECONDS + bytes.getLong(0) / 1e9;
  }

  private static Optional<ParquetColumn> bytes(PrimitiveType type) {
    LogicalTypeAnnotation meant = type.getLogicalTypeAnnotation();
    if (meant instanceof StringLogicalTypeAnnotation
        || meant instanceof EnumLogicalTypeAnnotation) {
      return Optional.of(new ParquetColumn(type, null, ""));
    }
    if (meant instanceof DecimalLogicalTypeAnnotation decimal) {
      int scale = decimal.getScale();
      return numbers(
          type,
          from -> new BigDecimal(new BigInteger(from.getBinary().getBytes()), scale).doubleValue());
    }
    if (meant instanceof Float16LogicalTypeAnnotation) {
      return numbers(
          type,
          from ->
              NumberType.F2.read(
                  from.getBinary().toByteBuffer().slice().order(ByteOrder.LITTLE_ENDIAN), 0));
    }
    return Optional.empty();
  }

  /**
   * Takes the cell at which a reader stands.
   *
   * @throws CharacterCodingException when a word is not UTF-8
   */
  void read(ColumnReader from, int column, Cells into) throws CharacterCodingException {
    if (from.getCurrentDefinitionLevel() < from.getDescriptor().getMaxDefinitionLevel()) {
      into.set(column, Double.NaN);
    } else if (numbers != null) {
      into.set(column, numbers.applyAsDouble(from));
    } else {
      String word = UTF_8.newDecoder().decode(from.getBinary().toByteBuffer()).toString().strip();
      into.set(column, Double.NaN, DecimalCells.isMissing(word) ? null : word);
    }
  }

  /** What a field that is not read holds, as messages say it. */
  static String unread(Type field) {
    if (!field.isPrimitive() || field.isRepetition(Type.Repetition.REPEATED)) {
      LogicalTypeAnnotation meant = field.getLogicalTypeAnnotation();
      boolean list =
          field.isRepetition(Type.Repetition.REPEATED)
              || meant instanceof LogicalTypeAnnotation.ListLogicalTypeAnnotation;
      boolean map = meant instanceof LogicalTypeAnnotation.MapLogicalTypeAnnotation;
      return list ? "lists" : map ? "maps" : "records of several values";
    }
    PrimitiveType type = field.asPrimitiveType();
    LogicalTypeAnnotation meant = type.getLogicalTypeAnnotation();
    String physical = type.getPrimitiveTypeName().name().toLowerCase(Locale.ROOT);
    return "values of the type %s, which are neither numbers nor words"
        .formatted(meant == null ? physical : meant + " as " + physical);
  }
}
