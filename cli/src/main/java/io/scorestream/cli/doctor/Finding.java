package io.scorestream.cli.doctor;

import io.scorestream.service.terminal.Words;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * What the doctor found of one thing.
 *
 * @param subject what was looked at
 * @param state how it stands
 * @param found what was found, in a few words
 * @param remedy what to do about it; empty where nothing is to be done
 */
record Finding(String subject, State state, String found, String remedy) {

  /** How a thing stands. */
  enum State {
    /** As it should be. */
    OK,
    /** Not there, and not needed for everything. */
    NOTE,
    /** Something will not work. */
    FAULT
  }

  static Finding ok(String subject, String found) {
    return new Finding(subject, State.OK, found, "");
  }

  static Finding note(String subject, String found, String remedy) {
    return new Finding(subject, State.NOTE, found, remedy);
  }

  static Finding fault(String subject, String found, String remedy) {
    return new Finding(subject, State.FAULT, found, remedy);
  }

  /**
   * As people read it.
   *
   * @param columns of the terminal; empty for any number
   */
  String shown(OptionalInt columns) {
    String start = "%-6s %-12s ".formatted(state.name().toLowerCase(Locale.ROOT), subject);
    String line = Words.hanging(start, found, columns);
    return remedy.isEmpty()
        ? line
        : line + System.lineSeparator() + Words.hanging("       -> ", remedy, columns);
  }

  @Override
  public String toString() {
    return shown(OptionalInt.empty());
  }
}
