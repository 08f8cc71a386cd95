package io.scorestream.service.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class StandardOutputTest {

  private static PrintWriter above(OutputStream stream, boolean isRead) {
    OutputStream output = new StandardOutput(stream, () -> isRead);
    return new PrintWriter(new OutputStreamWriter(output, UTF_8), true);
  }

  /** A full disk was swallowed by the writer above, and the command ended with 0. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void fullDevice_comesThroughAWriterOfCharacters() throws IOException {
    try (FileOutputStream full = new FileOutputStream("/dev/full")) {
      PrintWriter out = above(full, false);
      assertThatExceptionOfType(ScorestreamException.class)
          .isThrownBy(() -> out.println("a row"))
          .withMessageStartingWith("the standard output cannot be written: ")
          .withCauseInstanceOf(IOException.class)
          .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.CANNOT_WRITE));
    }
  }

  @Test
  void readerThatHasGone_isKeptByTheWriter() {
    PrintWriter out =
        above(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException("in whatever language");
              }
            },
            true);
    out.println("a row");
    assertThat(out.checkError()).isTrue();
  }

  @Test
  void whatIsWritten_isThere() {
    ByteArrayOutputStream taken = new ByteArrayOutputStream();
    above(taken, false).println("ä row");
    assertThat(taken.toString(UTF_8)).isEqualTo("ä row" + System.lineSeparator());
  }
}
