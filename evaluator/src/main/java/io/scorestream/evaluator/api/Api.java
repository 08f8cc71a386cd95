package io.scorestream.evaluator.api;

import io.scorestream.evaluator.api.Lookup.Elsewhere;
import io.scorestream.evaluator.api.Lookup.Here;
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
    boolean history = "history=true".equals(query);
    if (query != null && !history && !query.equals("history=false")) {
      return Answer.problem(
          400, "query '" + query + "' is not known", "ask for history=true, or without a query");
    }
    List<String> parts = Arrays.asList(path.substring(ROOT.length()).split("/", -1));
    if (parts.equals(List.of(DESCRIPTION))) {
      return Answer.ofText(description());
    }
    if (!parts.get(0).equals(RUNS) || parts.size() > 3) {
      return unknown(path);
    }
    String url = query == null ? path : path + "?" + query;
    return answer(archive.runs(), url, runs -> aboutRuns(runs, parts, url, history));
  }

  private Answer aboutRuns(List<RunState> runs, List<String> parts, String url, boolean history) {
    if (parts.size() == 1) {
      return Answer.of(new Views.Runs(runs.stream().map(Views.RunSummary::of).toList()));
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
        .map(question -> about(question, run.get(), url, history))
        .orElseGet(() -> unknown(url));
  }

  private Answer about(Question question, RunState run, String url, boolean history) {
    return switch (question) {
      case ERRORS ->
          answer(
              archive.errors(run),
              url,
              found -> Answer.of(metrics(run.run().id(), found, history)));
      case DISTANCES ->
          answer(
              archive.distances(run),
              url,
              found -> Answer.of(metrics(run.run().id(), found, history)));
      case FORECAST ->
          answer(
              archive.forecasts(run),
              url,
              found -> Answer.of(forecasts(run.run().id(), found, history)));
    };
  }

  private static Views.Metrics metrics(String run, List<Metric> found, boolean history) {
    Collection<Metric> shown =
        history
            ? found
            : Latest.of(
                found,
                metric ->
                    Arrays.asList(
                        metric.getMetric(),
                        metric.getColumn(),
                        metric.getDelta(),
                        metric.getTimestep()),
                Metric::getMilestone);
    return new Views.Metrics(run, shown.stream().map(Views.MetricView::of).toList());
  }

  private static Views.Forecasts forecasts(String run, List<Forecast> found, boolean history) {
    Collection<Forecast> shown =
        history
            ? found
            : Latest.of(
                found,
                forecast ->
                    Arrays.asList(
                        forecast.getMetric(),
                        forecast.getDelta(),
                        forecast.getScope(),
                        forecast.getTimestep()),
                Forecast::getMilestone);
    return new Views.Forecasts(run, shown.stream().map(Views.ForecastView::of).toList());
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
