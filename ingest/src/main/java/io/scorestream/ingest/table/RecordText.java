package io.scorestream.ingest.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A record that is one line of cells, separated as the rows of a text are. */
public final class RecordText {

  private RecordText() {}

  /** Its cells by their numbers, from 1. */
  public static Map<String, Object> cells(String line) {
    List<String> cells = Separator.in(line).cells(line);
    Map<String, Object> byNumber = new LinkedHashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      byNumber.put(String.valueOf(i + 1), cells.get(i));
    }
    return byNumber;
  }
}
