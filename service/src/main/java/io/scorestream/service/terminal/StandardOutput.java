package io.scorestream.service.terminal;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/**
 * The standard output of this process, which tells a reader that has gone, as in {@code | head},
 * from a disk that is full. The first is an {@link IOException}, which a {@code PrintWriter} above
 * keeps to itself, so that the command ends as if all had been read; the other is a {@link
 * ScorestreamException}, which comes through it. Owned by whoever prints; closing it leaves the
 * process's stream open.
 */
public final class StandardOutput extends OutputStream {

  private static final Path OWN = Path.of("/dev/fd/1");
  private static final int KIND = 0xF000;
  private static final int PIPE = 0x1000;
  private static final int SOCKET = 0xC000;

  private final OutputStream stream;
  private final BooleanSupplier isRead;

  /** Nobody reads any more: what else there is to write is not wanted. */
  public static final class ReaderGone extends IOException {
    private static final long serialVersionUID = 1;

    ReaderGone(IOException cause) {
      super("nobody reads the output any more", cause);
    }
  }

  /** The process's own. */
  public StandardOutput() {
    this(new FileOutputStream(FileDescriptor.out), StandardOutput::isPipe);
  }

  /**
   * @param stream takes what is written
   * @param isRead whether a process is at its other end; asked when a write has failed
   */
  StandardOutput(OutputStream stream, BooleanSupplier isRead) {
    this.stream = stream;
    this.isRead = isRead;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  /**
   * @throws ReaderGone when nobody reads any more
   * @throws ScorestreamException with {@link Reason#CANNOT_WRITE} when it fails otherwise
   */
  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      stream.write(bytes, offset, length);
    } catch (IOException e) {
      if (isRead.getAsBoolean()) {
        throw new ReaderGone(e);
      }
      throw new ScorestreamException(
          Reason.CANNOT_WRITE,
          "the standard output cannot be written: " + e.getMessage(),
          "let it go where there is room; what was written of it is cut short",
          e);
    }
  }

  /** Asks what the stream is, because the system says why a write failed in its own language. */
  private static boolean isPipe() {
    try {
      int kind = (int) Files.getAttribute(OWN, "unix:mode") & KIND;
      return kind == PIPE || kind == SOCKET;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException unknown) {
      return false;
    }
  }
}
