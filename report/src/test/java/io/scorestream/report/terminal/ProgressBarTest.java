package io.scorestream.report.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressBarTest {

  private final StringWriter out = new StringWriter();

  @Test
  void bar_isPaintedOverAndGoneAtTheEnd() {
    try (ProgressBar bar = bar(Optional.of("24 80"), Map.of())) {
      bar.show(250, 1_000);
    }
    String line = "[#######" + " ".repeat(23) + "] 250 of 1000 samples";
    assertThat(out.toString()).isEqualTo("\r" + line + "\r" + " ".repeat(line.length()) + "\r");
  }

  /** A line that does not fit cannot be painted over. */
  @Test
  void bar_fitsANarrowTerminal() {
    try (ProgressBar bar = bar(Optional.of("24 60"), Map.of())) {
      bar.show(50_000_000_000.0, 100_000_000_000L);
    }
    String line = out.toString().split("\r", -1)[1];
    assertThat(line)
        .hasSize(59)
        .endsWith("] 50000000000 of 100000000000 samples")
        .contains("[####");
  }

  @Test
  void bar_isNotShownWhereLinesCannotBePaintedOver() {
    try (ProgressBar log = bar(Optional.empty(), Map.of());
        ProgressBar dumb = bar(Optional.of("24 80"), Map.of("TERM", "dumb"))) {
      log.show(1, 2);
      dumb.show(1, 2);
    }
    assertThat(out.toString()).isEmpty();
  }

  private ProgressBar bar(Optional<String> size, Map<String, String> environment) {
    return new ProgressBar(
        new PrintWriter(out, true), Screen.of(size, environment, UTF_8), "samples");
  }
}
