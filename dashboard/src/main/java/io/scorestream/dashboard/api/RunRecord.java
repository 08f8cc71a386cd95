package io.scorestream.dashboard.api;

import io.scorestream.dashboard.board.Board;
import io.scorestream.dashboard.board.BoardSnapshot;
import io.scorestream.dashboard.board.RunSnapshot;
import io.scorestream.dashboard.samples.SampleStore;
import io.scorestream.service.http.Json;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the API says of one run at one moment, for a page that can ask nobody: <code>
 * {"at": "…Z", "answers": {"/api/board": …, …}}</code>, by what would be asked. Of long runs fewer
 * points of a series are in it, of large samples fewer, and of many milestones some.
 */
public final class RunRecord {

  private static final int MOST_POINTS = 64;
  private static final int MOST_MILESTONES = 12;
  private static final int MOST_EVENTS = 500;

  /** Numbers of the samples of a milestone, and of the real ones beside them. */
  private static final int MOST_NUMBERS = 2000;

  private static final int MOST_SAMPLES = 500;
  private static final int FEWEST_SAMPLES = 16;

  private final Board board;
  private final SampleStore samples;
  private final Clock clock;

  /** Records out of a board. */
  public RunRecord(Board board, SampleStore samples, Clock clock) {
    this.board = board;
    this.samples = samples;
    this.clock = clock;
  }

  /**
   * Makes it.
   *
   * @throws IllegalArgumentException when the board has no such run
   * @throws io.scorestream.service.ScorestreamException when samples cannot be read
   */
  public String json(String run) {
    BoardSnapshot all = board.snapshot();
    RunSnapshot shown =
        all.runs().stream()
            .filter(each -> each.id().equals(run))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("there is no run '" + run + "'"));
    Map<String, String> answers = new LinkedHashMap<>();
    answers.put(Api.ROOT, boardOf(all, shown));
    String root = Api.ROOT + "/runs/" + run;
    Api api = new Api(board, samples, Abilities.NONE, clock);
    answers.put(root, body(api, root, null));
    answers.put(root + "/series", Json.text(series(shown)));
    String few = "n=" + count(shown);
    answers.put(root + "/samples", body(api, root + "/samples", few));
    for (long milestone : some(samples.milestones(shown.state()))) {
      String which = "milestone=" + milestone;
      answers.put(root + "/samples?" + which, body(api, root + "/samples", which + "&" + few));
    }
    answers.put(root + "/data", body(api, root + "/data", null));
    answers.put(
        Api.ROOT + "/events",
        body(api, Api.ROOT + "/events", "run=" + run + "&limit=" + MOST_EVENTS));
    return answers.entrySet().stream()
        .map(answer -> Json.text(answer.getKey()) + ":" + answer.getValue())
        .collect(
            Collectors.joining(
                ",", "{\"at\":" + Json.text(clock.instant().toString()) + ",\"answers\":{", "}}"));
  }

  /** As if the run were the only one. */
  private String boardOf(BoardSnapshot all, RunSnapshot run) {
    BoardSnapshot alone =
        new BoardSnapshot(
            all.version(),
            all.caughtUp(),
            List.of(run),
            all.services(),
            all.deadLetters(),
            all.arrivals());
    return Json.text(Views.BoardView.of(alone, clock.instant(), Abilities.NONE));
  }

  private static String body(Api api, String path, @Nullable String query) {
    return api.answer(path, query).reply().body();
  }

  private static Views.SeriesList series(RunSnapshot run) {
    return new Views.SeriesList(
        0,
        run.series().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(each -> Views.SeriesView.of(each.getKey(), each.getValue().atMost(MOST_POINTS)))
            .toList());
  }

  private static int count(RunSnapshot run) {
    int fits = MOST_NUMBERS / run.state().run().sampleDimension();
    return Math.max(FEWEST_SAMPLES, Math.min(MOST_SAMPLES, fits));
  }

  /** Spread evenly over all, the newest among them. */
  private static List<Long> some(NavigableSet<Long> milestones) {
    List<Long> all = new ArrayList<>(milestones);
    int kept = Math.min(MOST_MILESTONES, all.size());
    return IntStream.rangeClosed(1, kept)
        .mapToObj(i -> all.get((int) ((long) i * all.size() / kept) - 1))
        .toList();
  }
}
