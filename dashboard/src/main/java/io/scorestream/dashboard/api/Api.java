package io.scorestream.dashboard.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.scorestream.dashboard.board.Board;
import io.scorestream.dashboard.board.BoardSnapshot;
import io.scorestream.dashboard.board.Entry;
import io.scorestream.dashboard.board.RunSnapshot;
import io.scorestream.dashboard.board.SeriesKey;
import io.scorestream.dashboard.samples.DataColumns;
import io.scorestream.dashboard.samples.SampleStore;
import io.scorestream.events.RunSpec;
import io.scorestream.rows.Rows;
import io.scorestream.run.ColumnNames;
import io.scorestream.run.RunState;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.http.Problem;
import io.scorestream.service.http.Query;
import io.scorestream.service.http.Query.BadQueryException;
import io.scorestream.service.settings.NearestName;
import io.scorestream.topics.MetricName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From a request to its answer. Pure but for board, samples and clock. Safe from any thread. */
final class Api {

  /** What every path begins with. */
  static final String ROOT = "/api/board";

  static final String DESCRIPTION = "openapi-board.json";

  private static final int MOST_SAMPLES = 4096;
  private static final int USUAL_SAMPLES = 1000;
  private static final int MOST_EVENTS = 2000;
  private static final int USUAL_EVENTS = 100;

  private final Board board;
  private final SampleStore samples;
  private final Abilities abilities;
  private final Clock clock;

  Api(Board board, SampleStore samples, Abilities abilities, Clock clock) {
    this.board = board;
    this.samples = samples;
    this.abilities = abilities;
    this.clock = clock;
  }

  /** Paths that are answered here, as the description names them. */
  static List<String> paths() {
    return List.of(
        ROOT,
        ROOT + "/openapi.json",
        ROOT + "/runs/{run}",
        ROOT + "/runs/{run}/series",
        ROOT + "/runs/{run}/samples",
        ROOT + "/runs/{run}/data",
        ROOT + "/events");
  }

  /**
   * Answers a GET.
   *
   * @param path from {@link #ROOT} on
   * @param query what follows the question mark, encoded; {@code null} for nothing
   */
  Answer answer(String path, @Nullable String query) {
    try {
      List<String> parts = Arrays.asList(path.substring(ROOT.length()).split("/", -1));
      return parts.size() >= 3 && parts.get(1).equals("runs")
          ? aboutRun(parts.get(2), parts.subList(3, parts.size()), path, query)
          : aboutAll(path, query);
    } catch (BadQueryException e) {
      return Answer.problem(
          400,
          "query '" + query + "' is not known: " + e.getMessage(),
          "GET " + ROOT + "/openapi.json says what can be asked by");
    } catch (ScorestreamException e) {
      if (e.reason() == Reason.UNAVAILABLE) {
        return Answer.problem(503, String.valueOf(e.getMessage()), e.remedy());
      }
      throw e;
    }
  }

  private Answer aboutAll(String path, @Nullable String query) {
    return switch (path.substring(ROOT.length())) {
      case "" -> {
        Query.of(query, List.of());
        BoardSnapshot now = board.snapshot();
        yield Answer.of(Views.BoardView.of(now, clock.instant(), abilities), now.version());
      }
      case "/openapi.json" -> Answer.ofText(description());
      case "/events" -> events(Query.of(query, List.of("run", "after", "limit")));
      default -> unknown(path);
    };
  }

  private Answer aboutRun(String id, List<String> rest, String path, @Nullable String query) {
    BoardSnapshot now = board.snapshot();
    Optional<RunSnapshot> run =
        now.runs().stream().filter(each -> each.id().equals(id)).findFirst();
    if (run.isEmpty()) {
      return new Answer(noRun(id).reply(), Optional.empty());
    }
    return switch (String.join("/", rest)) {
      case "" -> {
        Query.of(query, List.of());
        yield rest.isEmpty()
            ? Answer.of(Views.RunView.of(run.get(), now.version(), now.arrivals()), now.version())
            : unknown(path);
      }
      case "series" ->
          series(run.get(), Query.of(query, List.of("metric", "delta", "timestep", "column")));
      case "samples" -> samples(run.get(), Query.of(query, List.of("milestone", "n")));
      case "data" -> {
        Query.of(query, List.of());
        yield data(run.get().state(), now);
      }
      default -> unknown(path);
    };
  }

  private static Answer series(RunSnapshot run, Query query) {
    String metric = query.required("metric");
    Double delta = query.number("delta");
    Long timestep = query.whole("timestep");
    Optional<String> column = query.text("column");
    List<Views.SeriesView> found =
        run.series().entrySet().stream()
            .filter(entry -> entry.getKey().metric().equals(metric))
            .filter(entry -> isOf(entry.getKey(), delta, timestep, column))
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> Views.SeriesView.of(entry.getKey(), entry.getValue()))
            .toList();
    if (found.isEmpty() && !METRICS.contains(metric)) {
      throw new BadQueryException(
          "there is no metric '" + metric + "'" + NearestName.hint(metric, METRICS));
    }
    return Answer.of(new Views.SeriesList(run.version(), found), run.version());
  }

  private static final List<String> METRICS =
      Arrays.stream(MetricName.values()).map(MetricName::text).toList();

  private static boolean isOf(
      SeriesKey key, @Nullable Double delta, @Nullable Long timestep, Optional<String> column) {
    return (delta == null || delta.equals(key.delta()))
        && (timestep == null || (key.timestep() != null && timestep == key.timestep().longValue()))
        && (column.isEmpty() || column.get().equals(key.column()));
  }

  private Answer samples(RunSnapshot run, Query query) {
    int n = query.count("n", MOST_SAMPLES).orElse(USUAL_SAMPLES);
    Long wanted = query.whole("milestone");
    NavigableSet<Long> milestones = samples.milestones(run.state());
    if (wanted != null && !milestones.contains(wanted)) {
      return Answer.problem(
          404,
          "generations of %s at milestone %s are not there".formatted(run.id(), wanted),
          "leave the milestone out for the newest; the answer names those that there are");
    }
    Long milestone = wanted != null || milestones.isEmpty() ? wanted : milestones.last();
    Rows generated =
        milestone == null
            ? Rows.zeros(0, run.state().run().sampleDimension())
            : samples.generated(run.state(), milestone, n);
    DataColumns columns = DataColumns.of(run.state().run().spec());
    return Answer.fresh(
        new Views.SamplesView(
            milestone == null ? 0 : milestone,
            List.copyOf(milestones),
            ColumnNames.of(run.state().run().spec()),
            Views.ImageView.of(run.state().run().spec().getImage()),
            columns.numbers(generated),
            columns.numbers(samples.real(run.state(), n))));
  }

  private Answer data(RunState run, BoardSnapshot now) {
    RunSpec spec = run.run().spec();
    return Answer.fresh(
        DataView.of(
            spec,
            Optional.ofNullable(board.sources().get(spec.getSource())),
            now.arrivals().get(spec.getSource()),
            samples.real(run, MOST_SAMPLES)));
  }

  private Answer events(Query query) {
    int limit = query.count("limit", MOST_EVENTS).orElse(USUAL_EVENTS);
    List<Entry> found =
        board.events(query.text("run").orElse(null), query.whole("after"), limit + 1);
    List<Entry> shown = found.subList(0, Math.min(limit, found.size()));
    return Answer.fresh(
        new Views.Events(
            shown.stream().map(Views.EventView::of).toList(),
            shown.size() == found.size() ? null : shown.get(shown.size() - 1).number()));
  }

  /** Says that a run is not there. */
  static Problem noRun(String id) {
    return new Problem(
        404, "there is no run '" + id + "'", "GET " + ROOT + " names those that there are");
  }

  private static Answer unknown(String path) {
    return Answer.problem(
        404, "nothing is at " + path, "GET " + ROOT + "/openapi.json describes what there is");
  }

  private static String description() {
    try (InputStream file = Api.class.getResourceAsStream(DESCRIPTION)) {
      return new String(file.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the API's description cannot be read", e);
    }
  }
}
