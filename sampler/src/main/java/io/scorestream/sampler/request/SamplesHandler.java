package io.scorestream.sampler.request;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.scorestream.export.table.SampleTable;
import io.scorestream.export.table.TableWriter;
import io.scorestream.rows.Rows;
import io.scorestream.sampler.draw.Draw;
import io.scorestream.sampler.draw.DrawRequest;
import io.scorestream.sampler.draw.Drawing;
import io.scorestream.sampler.draw.DrawnMilestone;
import io.scorestream.sampler.draw.DrawnPath;
import io.scorestream.sampler.draw.PathDraw;
import io.scorestream.sampler.draw.PathRequest;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.http.Problem;
import io.scorestream.service.http.Query.BadQueryException;
import io.scorestream.service.http.Reply;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code POST /api/runs/{run}/samples}: samples as they are made, block by block, so that
 * an answer of any size takes the memory of a few blocks. When the client goes, nothing more is
 * made for it. And {@code GET /api/runs/{run}/path}: how a few came about. Safe from any thread;
 * each request has one.
 */
public final class SamplesHandler implements HttpHandler {

  /** Where to put it. */
  public static final String PREFIX = "/api/";

  private static final String DESCRIPTION = "openapi.json";
  private static final String PATH = "path";
  private static final Map<String, String> METHODS = Map.of("samples", "POST", PATH, "GET");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Requests at once, so that threads for other questions remain. */
  private static final int MOST = 96;

  private final Drawing drawing;
  private final RequestLimits limits;
  private final Semaphore free = new Semaphore(MOST);

  /**
   * @param drawing makes the samples
   * @param limits of a request
   */
  public SamplesHandler(Drawing drawing, RequestLimits limits) {
    this.drawing = drawing;
    this.limits = limits;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring(PREFIX.length());
    List<String> parts = List.of(path.split("/", -1));
    if (path.equals(DESCRIPTION)) {
      Reply.json(200, description()).send(exchange);
    } else if (parts.size() != 3
        || !parts.get(0).equals("runs")
        || !METHODS.containsKey(parts.get(2))) {
      problem(
          exchange,
          404,
          "nothing is at " + PREFIX + path,
          "POST /api/runs/{run}/samples, or GET /api/runs/{run}/path");
    } else if (!exchange.getRequestMethod().equals(METHODS.get(parts.get(2)))) {
      problem(
          exchange,
          405,
          exchange.getRequestMethod() + " is not answered",
          "use " + METHODS.get(parts.get(2)));
    } else if (!free.tryAcquire()) {
      problem(
          exchange,
          503,
          MOST + " requests are being answered already",
          "ask again in a few seconds, or let more samplers run");
    } else {
      try {
        answer(exchange, parts.get(1), parts.get(2));
      } finally {
        free.release();
      }
    }
  }

  private void answer(HttpExchange exchange, String run, String what) throws IOException {
    try {
      if (what.equals(PATH)) {
        answerPath(exchange, run);
      } else {
        answerSamples(exchange, run);
      }
    } catch (BadQueryException e) {
      problem(
          exchange,
          400,
          "the query is not known: " + e.getMessage(),
          "ask by milestone, n, frames, seed, steps and update alone, as /api/openapi.json describes them");
    } catch (ScorestreamException e) {
      if (exchange.getResponseCode() >= 0) {
        throw new IOException("the answer is cut short", e);
      }
      problem(exchange, status(e.reason()), e.getMessage(), e.remedy());
    } catch (UncheckedIOException clientGone) {
      throw clientGone.getCause();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the server is stopping", e);
    }
  }

  private void answerSamples(HttpExchange exchange, String run)
      throws IOException, InterruptedException {
    SamplesQuestion question = SamplesQuestion.read(run, exchange.getRequestBody(), limits);
    try (Draw draw = drawing.begin(question.request())) {
      stream(exchange, question, draw, first(draw));
    }
  }

  private void answerPath(HttpExchange exchange, String run)
      throws IOException, InterruptedException {
    PathRequest question = PathAnswer.read(run, exchange.getRequestURI().getRawQuery(), limits);
    try (PathDraw draw = drawing.beginPath(question)) {
      DrawnPath path = draw.await(PATIENCE).orElseThrow(SamplesHandler::late);
      head(exchange, "application/json", path.source(), question.samples());
      Body out = new Body(exchange);
      PathAnswer.write(path, out);
      out.end();
    }
  }

  private static Rows first(Draw draw) throws InterruptedException {
    return draw.next(PATIENCE).orElseThrow(SamplesHandler::late);
  }

  private static ScorestreamException late() {
    return new ScorestreamException(
        Reason.UNAVAILABLE,
        "no sample was made within %s s".formatted(PATIENCE.toSeconds()),
        "ask again later, or let more samplers run");
  }

  private static void head(
      HttpExchange exchange, String type, DrawnMilestone from, DrawRequest request) {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type);
    headers.set("Scorestream-Milestone", String.valueOf(from.milestone()));
    headers.set("Scorestream-Seed", String.valueOf(request.seed()));
  }

  private static void stream(HttpExchange exchange, SamplesQuestion question, Draw draw, Rows first)
      throws IOException, InterruptedException {
    DrawnMilestone from = draw.source();
    SampleTable table = SampleTable.of(from.state().run().spec(), question.request().count());
    head(exchange, question.format().mediaType(), from, question.request());
    Body out = new Body(exchange);
    try (TableWriter rows = question.format().open(table, out)) {
      rows.write(first);
      out.flush();
      while (!draw.isWhole()) {
        Optional<Rows> block = draw.next(PATIENCE);
        if (block.isPresent()) {
          rows.write(block.get());
          out.flush();
        }
      }
    } catch (IllegalArgumentException e) {
      throw new ScorestreamException(
          Reason.USAGE, from.state() + ": " + e.getMessage(), "ask for another format", e);
    }
    out.end();
  }

  /**
   * The answer's body. It begins with the first byte, so that until then a problem can be told
   * instead; and closing it does not end it, for the table is closed where it fails too.
   */
  private static final class Body extends OutputStream {

    private final HttpExchange exchange;
    private @Nullable OutputStream begun;

    Body(HttpExchange exchange) {
      this.exchange = exchange;
    }

    @Override
    public void write(int b) throws IOException {
      begun().write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      begun().write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
      begun().flush();
    }

    private OutputStream begun() throws IOException {
      if (begun == null) {
        exchange.sendResponseHeaders(200, 0);
        begun = new BufferedOutputStream(exchange.getResponseBody());
      }
      return begun;
    }

    /** Says that it is whole. */
    void end() throws IOException {
      begun().close();
      exchange.close();
    }
  }

  private static int status(Reason reason) {
    return switch (reason) {
      case USAGE -> 400;
      case NO_INPUT -> 404;
      case UNAVAILABLE -> 503;
      default -> 500;
    };
  }

  private static void problem(HttpExchange exchange, int status, String problem, String remedy)
      throws IOException {
    new Problem(status, problem, remedy).reply().send(exchange);
  }

  private static String description() throws IOException {
    try (InputStream file = SamplesHandler.class.getResourceAsStream(DESCRIPTION)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
