package io.scorestream.report.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
  private static final Pattern SIZE = Pattern.compile("(\\d+) (\\d+)");
  private static final int WAIT_SECONDS = 2;

  /**
   * Asks the system. The shell is asked whether output is a terminal, because Java's own answer
   * depends on its version and on standard input.
   */
  static Screen ofStandardOutput(Map<String, String> environment) {
    ProcessBuilder question = new ProcessBuilder("sh", "-c", question(1));
    question.redirectOutput(ProcessBuilder.Redirect.INHERIT);
    return of(terminalSize(question, Process::getErrorStream), environment, charset());
  }

  /** The same of standard error. */
  static Screen ofStandardError(Map<String, String> environment) {
    ProcessBuilder question = new ProcessBuilder("sh", "-c", question(2));
    question.redirectError(ProcessBuilder.Redirect.INHERIT);
    return of(terminalSize(question, Process::getInputStream), environment, charset());
  }

  private static Charset charset() {
    return Charset.forName(System.getProperty("native.encoding"));
  }

  /** Answers by the other stream than that which it is about. */
  private static String question(int stream) {
    return "test -t %s && { stty size </dev/tty || echo; } >&%s".formatted(stream, 3 - stream);
  }

  /**
   * @param size rows and columns as {@code stty size} says them; empty when it is no terminal
   */
  static Screen of(Optional<String> size, Map<String, String> environment, Charset charset) {
    boolean dumb = "dumb".equals(environment.get("TERM"));
    return new Screen(
        size.isPresent() && !dumb,
        columns(environment.getOrDefault("COLUMNS", ""), size.orElse("")),
        environment.getOrDefault("NO_COLOR", "").isEmpty(),
        Glyphs.in(charset));
  }

  private static int columns(String chosen, String size) {
    Matcher asked = SIZE.matcher(size.strip());
    String columns = chosen.matches("[1-9]\\d{0,3}") || !asked.matches() ? chosen : asked.group(2);
    return columns.matches("[1-9]\\d{0,3}") ? Integer.parseInt(columns) : DEFAULT_COLUMNS;
  }

  private static Optional<String> terminalSize(
      ProcessBuilder question, Function<Process, InputStream> answer) {
    try {
      Process asked = question.start();
      asked.getOutputStream().close();
      String size = new String(answer.apply(asked).readAllBytes(), StandardCharsets.US_ASCII);
      boolean ended = asked.waitFor(WAIT_SECONDS, TimeUnit.SECONDS);
      return ended && asked.exitValue() == 0 ? Optional.of(size) : Optional.empty();
    } catch (IOException noShell) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
