package io.scorestream.service.command;

import io.scorestream.service.ScorestreamException;
import io.scorestream.service.terminal.StandardOutput;
import io.scorestream.service.terminal.StandardStream;
import io.scorestream.service.terminal.TerminalWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionStrategy;

/** A command as a process of its own: what every {@code main} does. */
public final class CommandProcess {

  private CommandProcess() {}

  /**
   * Runs the command and ends the process with its exit code; does not return.
   *
   * <p>The process has no language of its own: what it writes is read by machines and by people of
   * any. Our code names the locale wherever one matters, and the compiler sees to it; the libraries
   * do not. Under an Arabic locale an embedded broker would name its segments in Arabic digits, and
   * not find them again under another.
   *
   * @param command made once the locale is set, since it keeps what it formats
   */
  public static void run(Supplier<CommandLine> command, String... args) {
    Locale.setDefault(Locale.ROOT);
    CommandLine line = command.get().setOut(standardOutput()).setErr(standardError());
    if (!showsColour(System.getenv())) {
      line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    }
    System.exit(
        line.setExecutionStrategy(written(line, line.getExecutionStrategy())).execute(args));
  }

  /**
   * A command's own failures are told by its handler. This adds that of its help, which picocli
   * takes for a bug, and that of what was not written out yet.
   */
  private static IExecutionStrategy written(CommandLine line, IExecutionStrategy execution) {
    return parsed -> {
      try {
        int code = execution.execute(parsed);
        line.getOut().flush();
        return code;
      } catch (ScorestreamException unwritten) {
        return Failures.report(unwritten, line.getErr());
      }
    };
  }

  /** Whether the terminal can; picocli itself sees to NO_COLOR, and to what is no terminal. */
  static boolean showsColour(Map<String, String> environment) {
    return !"dumb".equals(environment.get("TERM"));
  }

  /** Unlike one above {@code System.out} it says by {@code checkError} that its reader has gone. */
  private static PrintWriter standardOutput() {
    return new PrintWriter(writer(new StandardOutput(), "stdout.encoding"), true);
  }

  private static PrintWriter standardError() {
    return new TerminalWriter(
        writer(new FileOutputStream(FileDescriptor.err), "stderr.encoding"),
        () -> StandardStream.columns(StandardStream.ERROR.terminalSize(), System.getenv()));
  }

  private static Writer writer(OutputStream stream, String encoding) {
    Charset charset =
        Charset.forName(System.getProperty(encoding, System.getProperty("native.encoding")));
    return new OutputStreamWriter(stream, charset);
  }
}
