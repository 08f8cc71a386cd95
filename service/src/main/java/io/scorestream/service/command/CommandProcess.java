package io.scorestream.service.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.function.Supplier;
import picocli.CommandLine;

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
    System.exit(command.get().setOut(standardOutput()).execute(args));
  }

  /** Unlike one above {@code System.out} it says by {@code checkError} that its reader has gone. */
  private static PrintWriter standardOutput() {
    Charset charset =
        Charset.forName(
            System.getProperty("stdout.encoding", System.getProperty("native.encoding")));
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), charset), true);
  }
}
