package io.scorestream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/**
 * One call of the command, as a terminal would see it.
 *
 * @param exitCode of the process
 * @param out standard output
 * @param err standard error
 */
public record Invocation(int exitCode, String out, String err) {

  /** Runs the command in this process. */
  public static Invocation of(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command = Scorestream.commandLine(System.getenv());
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    int code = command.execute(args);
    return new Invocation(code, out.toString(), err.toString());
  }

  /** Holds a failure to what every bad input promises. */
  public void failsClearly(int expectedExitCode, String... mentioned) {
    assertThat(exitCode).as(err).isEqualTo(expectedExitCode).isNotZero();
    assertThat(err).contains(mentioned).contains("->").doesNotContain("\tat ");
    assertThat(err.lines().filter(line -> line.startsWith("scorestream: "))).hasSize(1);
  }
}
