package io.scorestream.service.terminal;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Breaks the lines that are printed with their ends between words, where a terminal is narrower;
 * what is printed otherwise, such as a line that is painted over, goes through as it is.
 */
public final class TerminalWriter extends PrintWriter {

  private final Supplier<OptionalInt> columns;

  /**
   * @param out takes the lines, and is flushed behind each
   * @param columns asked for each line; empty where it may have any width
   */
  public TerminalWriter(Writer out, Supplier<OptionalInt> columns) {
    super(out, /* autoFlush= */ true);
    this.columns = columns;
  }

  @Override
  public void println(String text) {
    OptionalInt width = columns.get();
    super.println(width.isPresent() ? Words.wrapped(text, width.getAsInt()) : text);
  }

  @Override
  public void println(Object text) {
    println(String.valueOf(text));
  }
}
