package io.scorestream.service.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A stream of this process that people read where it goes to a terminal. */
public enum StandardStream {
  /** What was asked for. */
  OUTPUT(1),
  /** What is said of it. */
  ERROR(2);

  private static final int DEFAULT_COLUMNS = 80;
  private static final Pattern SIZE = Pattern.compile("\\d+ (\\d+)");
  private static final Pattern COLUMNS = Pattern.compile("[1-9]\\d{0,3}");
  private static final int WAIT_SECONDS = 2;

  private final int number;

  StandardStream(int number) {
    this.number = number;
  }

  /**
   * Rows and columns as {@code stty size} says them; empty where it goes to no terminal. The shell
   * is asked, because Java's own answer depends on its version and on standard input.
   */
  public Optional<String> terminalSize() {
    // Answers by the other stream than that which it is about.
    ProcessBuilder question =
        new ProcessBuilder(
            "sh",
            "-c",
            "test -t %s && { stty size </dev/tty || echo; } >&%s".formatted(number, 3 - number));
    if (this == OUTPUT) {
      question.redirectOutput(ProcessBuilder.Redirect.INHERIT);
    } else {
      question.redirectError(ProcessBuilder.Redirect.INHERIT);
    }
    try {
      Process asked = question.start();
      asked.getOutputStream().close();
      InputStream answer = this == OUTPUT ? asked.getErrorStream() : asked.getInputStream();
      String size = new String(answer.readAllBytes(), StandardCharsets.US_ASCII);
      boolean ended = asked.waitFor(WAIT_SECONDS, TimeUnit.SECONDS);
      return ended && asked.exitValue() == 0 ? Optional.of(size) : Optional.empty();
    } catch (IOException noShell) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /**
   * How many characters a line of a list may have now; empty where it goes to no terminal, so that
   * what programs read is the same everywhere.
   *
   * @param environment {@code COLUMNS} goes before what the terminal says
   */
  public OptionalInt terminalColumns(Map<String, String> environment) {
    Optional<String> size = terminalSize();
    return size.isEmpty() ? OptionalInt.empty() : columns(size, environment);
  }

  /**
   * How many characters a line may have. A pure function.
   *
   * @param size as {@link #terminalSize} says it
   * @param environment {@code COLUMNS} goes before what the terminal says
   * @return empty where neither is known: logs and pipes take lines of any width
   */
  public static OptionalInt columns(Optional<String> size, Map<String, String> environment) {
    String chosen = environment.getOrDefault("COLUMNS", "");
    if (COLUMNS.matcher(chosen).matches()) {
      return OptionalInt.of(Integer.parseInt(chosen));
    }
    if (size.isEmpty()) {
      return OptionalInt.empty();
    }
    Matcher asked = SIZE.matcher(size.get().strip());
    boolean known = asked.matches() && COLUMNS.matcher(asked.group(1)).matches();
    return OptionalInt.of(known ? Integer.parseInt(asked.group(1)) : DEFAULT_COLUMNS);
  }
}
