package io.scorestream.ingest.table;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which fields of a record make a sample. A record is what JSON makes of one: maps by name, lists,
 * numbers, truth values, texts, and {@code null}.
 *
 * @param paths of the fields, each of names and of indices from 0
 * @param names of the columns, no two alike
 */
public record RecordFields(List<List<String>> paths, List<String> names) {

  /**
   * The fields that are chosen; without a choice all that the record has, however deep.
   *
   * @param choice names or paths such as {@code x,pos.lat,readings[0]}; {@code null} for all
   * @param record the first one
   * @throws ScorestreamException when nothing is chosen, or a field is chosen twice
   */
  public static RecordFields of(@Nullable String choice, @Nullable Object record) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    if (choice == null) {
      collect(record, List.of(), fields);
    } else {
      for (String part : choice.split(",", -1)) {
        if (part.isBlank() || fields.put(part.strip(), path(part.strip())) != null) {
          throw wrong("columns '" + choice + "' have a part that is empty or there twice");
        }
      }
    }
    if (fields.isEmpty()) {
      throw wrong("the first record has no field");
    }
    return new RecordFields(List.copyOf(fields.values()), List.copyOf(fields.keySet()));
  }

  private static ScorestreamException wrong(String message) {
    return new ScorestreamException(
        Reason.USAGE,
        message,
        "name fields, such as x,pos.lat,readings[0], with columns (--columns)");
  }

  private static List<String> path(String field) {
    String plain = field.startsWith("$.") ? field.substring(2) : field;
    return List.copyOf(Arrays.asList(plain.replace("[", ".").replace("]", "").split("\\.", -1)));
  }

  private static void collect(
      @Nullable Object value, List<String> path, Map<String, List<String>> fields) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, field) -> collect(field, longer(path, String.valueOf(name)), fields));
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        collect(list.get(i), longer(path, String.valueOf(i)), fields);
      }
    } else {
      fields.put(String.join(".", path), path);
    }
  }

  private static List<String> longer(List<String> path, String step) {
    List<String> longer = new ArrayList<>(path);
    longer.add(step);
    return List.copyOf(longer);
  }

  /**
   * Takes a record's fields as the cells of a row; one that is not there is missing.
   *
   * @param number of the row
   * @throws ScorestreamException when one is no single value
   */
  public void read(@Nullable Object record, long number, Cells into) {
    into.begin(number);
    DecimalCells decimal = new DecimalCells(false);
    for (int i = 0; i < paths.size(); i++) {
      Object value = at(record, paths.get(i));
      if (value instanceof Number found) {
        into.set(i, found.doubleValue());
      } else if (value instanceof Boolean truth) {
        into.set(i, truth ? 1 : 0);
      } else if (value == null) {
        into.set(i, Double.NaN);
      } else if (value instanceof CharSequence text) {
        String cell = text.toString().strip();
        double parsed = decimal.parse(cell);
        into.set(i, parsed, Double.isNaN(parsed) && DecimalCells.isMissing(cell) ? null : cell);
      } else {
        throw new ScorestreamException(
            Reason.BAD_DATA,
            "field " + names.get(i) + " holds no single value",
            "name the fields in it, such as %s.x or %s[0], with columns (--columns)"
                .formatted(names.get(i), names.get(i)));
      }
    }
  }

  private static @Nullable Object at(@Nullable Object record, List<String> path) {
    Object value = record;
    for (String step : path) {
      if (value instanceof Map<?, ?> map) {
        value = map.get(step);
      } else if (value instanceof List<?> list && step.matches("\\d{1,9}")) {
        int index = Integer.parseInt(step);
        value = index < list.size() ? list.get(index) : null;
      } else {
        return null;
      }
    }
    return value;
  }
}
