package io.scorestream.report.terminal;

import io.scorestream.service.terminal.StandardStream;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.Optional;

/**
 * Where standard output or standard error goes.
 *
 * @param terminal whether it is one whose lines can be painted over
 * @param columns its width
 * @param colour whether colours are wanted
 * @param glyphs which characters it has
 */
record Screen(boolean terminal, int columns, boolean colour, Glyphs glyphs) {

  private static final int DEFAULT_COLUMNS = 80;

  /** Asks the system. */
  static Screen ofStandardOutput(Map<String, String> environment) {
    return of(StandardStream.OUTPUT.terminalSize(), environment, charset());
  }

  /** The same of standard error. */
  static Screen ofStandardError(Map<String, String> environment) {
    return of(StandardStream.ERROR.terminalSize(), environment, charset());
  }

  private static Charset charset() {
    return Charset.forName(System.getProperty("native.encoding"));
  }

  /**
   * @param size rows and columns as {@code stty size} says them; empty when it is no terminal
   */
  static Screen of(Optional<String> size, Map<String, String> environment, Charset charset) {
    boolean dumb = "dumb".equals(environment.get("TERM"));
    return new Screen(
        size.isPresent() && !dumb,
        StandardStream.columns(size, environment).orElse(DEFAULT_COLUMNS),
        environment.getOrDefault("NO_COLOR", "").isEmpty(),
        Glyphs.in(charset));
  }
}
