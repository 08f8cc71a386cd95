package io.scorestream.ingest.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Names of columns, no two alike.
 *
 * @param names of all columns, in their order
 * @param words what a person should know of how they came to be
 */
record ColumnNames(List<String> names, List<String> words) {

  /** Columns that have none are called by their numbers, from 1. */
  static ColumnNames numbered(int columns) {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= columns; i++) {
      names.add(String.valueOf(i));
    }
    return new ColumnNames(List.copyOf(names), List.of());
  }

  /** As they are given; a second one of a name gets a number behind it. */
  static ColumnNames of(List<String> given) {
    Set<String> taken = new HashSet<>(given);
    Set<String> seen = new HashSet<>();
    Set<String> twice = new LinkedHashSet<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      String name = given.get(i).isEmpty() ? unnamed(i + 1, taken) : given.get(i);
      String free = name;
      for (int number = 2; !seen.add(free); number++) {
        String next = name + "." + number;
        free = taken.contains(next) ? free : next;
      }
      if (!free.equals(name)) {
        twice.add(
            "more than one column is called %s: one of them is called %s".formatted(name, free));
      }
      names.add(free);
    }
    return new ColumnNames(List.copyOf(names), List.copyOf(twice));
  }

  private static String unnamed(int number, Set<String> taken) {
    String name = String.valueOf(number);
    return taken.contains(name) ? "unnamed " + name : name;
  }
}
