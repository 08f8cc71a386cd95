package io.scorestream.evaluator.api;

import io.scorestream.dashboard.api.ForecastView;
import io.scorestream.evaluator.api.Lookup.Elsewhere;
import io.scorestream.evaluator.api.Lookup.Here;
import io.scorestream.evaluator.stream.StoreSlice;
import io.scorestream.events.Forecast;
import io.scorestream.events.Metric;
import io.scorestream.run.RunState;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** From a request to its answer. Pure but for the archive. Safe from any thread. */
final class Api {

  /** What every path begins with. */
  static final String ROOT = "/api/";

  private static final String RUNS = "runs";
  private static final String DESCRIPTION = "openapi.json";

  private final Archive archive;

  Api(Archive archive) {
    this.archive = archive;
  }

  /** What can be asked of a run, beside the run itself. */
  private enum Question {
    ERRORS,
    DISTANCES,
    FORECAST;

    private String path() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Paths that are answered, as the description names them. */
  static List<String> paths() {
    String run = ROOT + RUNS + "/{run}";
    List<String> paths = new ArrayList<>(List.of(ROOT + DESCRIPTION, ROOT + RUNS, run));
    for (Question question : Question.values()) {
      paths.add(run + "/" + question.path());
    }
    return paths;
  }

  /**
   * Answers a GET.
   *
   * @param path from {@link #ROOT} on
   * @param query what follows the question mark; {@code null} for nothing
   */
  Answer answer(String path, @Nullable String query) {
    Optional<Query> asked = Query.of(query);
    if (asked.isEmpty()) {
      return Answer.problem(
          400,
          "query '" + query + "' is not known",
          "ask for history=true, limit=%s at most and after=, the next of the page before"
              .formatted(Page.LARGEST));
    }
    List<String> parts = Arrays.asList(path.substring(ROOT.length()).split("/", -1));
    if (parts.equals(List.of(DESCRIPTION))) {
      return Answer.ofText(description());
    }
    if (!parts.get(0).equals(RUNS) || parts.size() > 3) {
      return unknown(path);
    }
    String url = query == null ? path : path + "?" + query;
    return answer(archive.runs(), url, runs -> aboutRuns(runs, parts, url, asked.get()));
  }

  private Answer aboutRuns(List<RunState> runs, List<String> parts, String url, Query query) {
    if (parts.size() == 1) {
      return Answer.of(runs(runs, query.page()));
    }
    String id = parts.get(1);
    Optional<RunState> run = runs.stream().filter(state -> state.run().id().equals(id)).findFirst();
    if (run.isEmpty()) {
      return Answer.problem(
          404, "there is no run '" + id + "'", "GET /api/runs names those that there are");
    }
    if (parts.size() == 2) {
      return Answer.of(Views.RunDetail.of(run.get()));
    }
    return Arrays.stream(Question.values())
        .filter(question -> question.path().equals(parts.get(2)))
        .findFirst()
        .map(question -> about(question, run.get(), url, query))
        .orElseGet(() -> unknown(url));
  }

  private Answer about(Question question, RunState run, String url, Query query) {
    return switch (question) {
      case ERRORS ->
          answer(
              archive.errors(run, query.read()),
              url,
              found -> Answer.of(metrics(run.run().id(), found, query)));
      case DISTANCES ->
          answer(
              archive.distances(run, query.read()),
              url,
              found -> Answer.of(metrics(run.run().id(), found, query)));
      case FORECAST ->
          answer(
              archive.forecasts(run, query.read()),
              url,
              found -> Answer.of(forecasts(run.run().id(), found, query)));
    };
  }

  private static Views.Runs runs(List<RunState> runs, Page page) {
    List<RunState> rest =
        runs.stream().filter(state -> state.run().id().compareTo(page.after()) > 0).toList();
    List<RunState> shown = rest.subList(0, Math.min(page.limit(), rest.size()));
    String next =
        shown.size() == rest.size() ? null : Page.token(shown.get(shown.size() - 1).run().id());
    return new Views.Runs(shown.stream().map(Views.RunSummary::of).toList(), next);
  }

  private static Views.Metrics metrics(String run, StoreSlice<Metric> found, Query query) {
    Collection<Metric> shown =
        query.history()
            ? found.values()
            : Latest.of(
                found.values(),
                metric ->
                    Arrays.asList(
                        metric.getMetric(),
                        metric.getColumn(),
                        metric.getDelta(),
                        metric.getTimestep()),
                Metric::getMilestone);
    return new Views.Metrics(run, shown.stream().map(Views.MetricView::of).toList(), next(found));
  }

  private static Views.Forecasts forecasts(String run, StoreSlice<Forecast> found, Query query) {
    Collection<Forecast> shown =
        query.history()
            ? found.values()
            : Latest.of(
                found.values(),
                forecast ->
                    Arrays.asList(
                        forecast.getMetric(),
                        forecast.getDelta(),
                        forecast.getScope(),
                        forecast.getTimestep()),
                Forecast::getMilestone);
    return new Views.Forecasts(run, shown.stream().map(ForecastView::of).toList(), next(found));
  }

  private static @Nullable String next(StoreSlice<?> found) {
    return found.next().map(Page::token).orElse(null);
  }

  private static <T> Answer answer(Lookup<T> lookup, String url, Function<T, Answer> here) {
    if (lookup instanceof Here<T> found) {
      return here.apply(found.value());
    }
    if (lookup instanceof Elsewhere<T> other) {
      return Answer.elsewhere(
          "http://%s:%s%s".formatted(other.host().host(), other.host().port(), url));
    }
    return Answer.problem(
        503, "the evaluators are dividing the runs among them", "ask again in a few seconds");
  }

  private static Answer unknown(String path) {
    return Answer.problem(
        404, "nothing is at " + path, "GET /api/openapi.json describes what there is");
  }

  private static String description() {
    try (InputStream file = Api.class.getResourceAsStream("/" + DESCRIPTION)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the API's description cannot be read", e);
    }
  }
}
