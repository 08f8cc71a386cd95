package io.scorestream.service.http;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Holds clients to what a request may be and how long it may take. The body is read before the
 * handler is asked, so that it never waits for one, and one that is too long is refused with status
 * 413. Safe from any thread.
 */
final class ClientLimits extends Filter {

  /** Bytes of a request's body. */
  private static final int MOST_BODY = 64 * 1024;

  /** Bytes of an answer that a client has the time of one wait for. */
  private static final int PIECE = 16 * 1024;

  private final ClientWaits waits;
  private final Duration taking;
  private final boolean isStream;

  /**
   * @param taking how long a client may leave a piece of an answer untaken
   * @param isStream whether the handler makes its answer as it goes, for as long as that takes, and
   *     the client's time runs only while a piece is handed out; otherwise it runs while the
   *     handler works, too
   */
  ClientLimits(ClientWaits waits, Duration taking, boolean isStream) {
    this.waits = waits;
    this.taking = taking;
    this.isStream = isStream;
  }

  @Override
  public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
    byte[] body = isTooLong(exchange) ? null : read(exchange);
    if (body == null) {
      refuse(exchange);
      return;
    }
    pause();
    exchange.setStreams(new ByteArrayInputStream(body), new Timed(exchange.getResponseBody()));
    chain.doFilter(new TimedHead(exchange, () -> waits.begin(taking), this::pause));
  }

  private static boolean isTooLong(HttpExchange exchange) {
    String length = exchange.getRequestHeaders().getFirst("Content-Length");
    return length != null && Long.parseLong(length) > MOST_BODY;
  }

  /** {@code null} where there is too much of it. */
  private static byte @Nullable [] read(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(MOST_BODY + 1);
    return body.length > MOST_BODY ? null : body;
  }

  /** What is still sent is not read, but for a little that lets the client see the answer. */
  private static void refuse(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Connection", "close");
    new Problem(
            413, "the request's body has more than " + MOST_BODY + " bytes", "send a shorter one")
        .reply()
        .send(exchange);
  }

  private void pause() {
    if (isStream) {
      waits.end();
    } else {
      waits.begin(taking);
    }
  }

  @Override
  public String description() {
    return "reads requests, and holds clients to their time";
  }

  /** The body of an answer, in pieces. */
  private final class Timed extends FilterOutputStream {

    Timed(OutputStream body) {
      super(body);
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      for (int done = 0; done < length; done += PIECE) {
        waits.begin(taking);
        out.write(bytes, offset + done, Math.min(PIECE, length - done));
      }
      pause();
    }

    @Override
    public void flush() throws IOException {
      waits.begin(taking);
      out.flush();
      pause();
    }

    @Override
    public void close() throws IOException {
      waits.begin(taking);
      out.close();
      pause();
    }
  }
}
