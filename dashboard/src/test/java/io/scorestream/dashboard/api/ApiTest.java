package io.scorestream.dashboard.api;

import static io.scorestream.dashboard.board.BoardFixtures.AT;
import static io.scorestream.dashboard.board.BoardFixtures.RUN;
import static io.scorestream.dashboard.board.BoardFixtures.command;
import static io.scorestream.dashboard.board.BoardFixtures.loss;
import static io.scorestream.dashboard.board.BoardFixtures.measure;
import static io.scorestream.dashboard.board.BoardFixtures.metric;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.scorestream.dashboard.board.Board;
import io.scorestream.dashboard.board.BoardFixtures;
import io.scorestream.dashboard.samples.SampleStore;
import io.scorestream.diffusion.law.Law;
import io.scorestream.diffusion.law.Laws;
import io.scorestream.events.ColumnKind;
import io.scorestream.events.ErrorSource;
import io.scorestream.events.Forecast;
import io.scorestream.events.ForecastScope;
import io.scorestream.events.ForecastStatus;
import io.scorestream.events.ImageShape;
import io.scorestream.events.RunAction;
import io.scorestream.events.RunCommand;
import io.scorestream.events.RunSpec;
import io.scorestream.events.SourceColumn;
import io.scorestream.events.SourceInfo;
import io.scorestream.events.Verdict;
import io.scorestream.fixtures.Described;
import io.scorestream.rows.Rows;
import io.scorestream.run.LawSpecs;
import io.scorestream.run.Run;
import io.scorestream.run.RunDraft;
import io.scorestream.run.RunState;
import io.scorestream.run.encoding.Standardiser;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.http.Json;
import io.scorestream.topics.MetricName;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTest {

  private static final Clock CLOCK = Clock.fixed(AT, ZoneOffset.UTC);
  private static final Described DESCRIBED =
      Described.of(
          new Api(new Board(), new FewSamples(), Abilities.NONE, CLOCK)
              .answer("/api/board/openapi.json", null)
              .reply()
              .body());

  /** What a query has to have, by path. */
  private static final Map<String, String> QUERIES =
      Map.of("/api/board/runs/{run}/series", "metric=held_out_loss");

  private final Board board = board();
  private final Api api = new Api(board, new FewSamples(), Abilities.NONE, CLOCK);

  /** Two generations of one milestone, and one sample. */
  private static class FewSamples implements SampleStore {

    @Override
    public NavigableSet<Long> milestones(RunState run) {
      return new TreeSet<>(Set.of(256L, 512L));
    }

    @Override
    public Rows generated(RunState run, long milestone, int most) {
      return Rows.of(new float[] {1, 2, 3, milestone}, 2).first(Math.min(most, 2));
    }

    @Override
    public Rows real(RunState run, int most) {
      return Rows.of(new float[] {5, 6}, 2);
    }
  }

  private static Board board() {
    Board board = new Board();
    Run pictures = pictures();
    board.published(pictures.spec(), AT);
    board.published(withLaw(), AT);
    board.described(new SourceInfo("s", 0, 2, List.of(), null, "a test", null, "a test"));
    board.counted("s", 1000, 0);
    board.counted("s", 1100, TimeUnit.SECONDS.toNanos(10));
    measure(board, 0, 256, 0.5);
    measure(board, 0, 512, 0.25);
    board.measured(loss(512, 2, 0.5).setVerdict(Verdict.REFUTED).build(), AT);
    board.measured(metric(MetricName.SLICED_W2_RATIO, 256, 1.5).build(), AT);
    board.measured(
        metric(MetricName.W1, 256, Double.NaN).setLeftOut("rounding drowns it").build(), AT);
    board.measured(metric(MetricName.COLUMN_W1, 256, 0.5).setColumn("a b").build(), AT);
    board.measured(metric(MetricName.COLUMN_W1, 256, 0.7).setColumn("c").build(), AT);
    board.measured(metric(MetricName.TRAINING_SECONDS, 256, 3).setShard(0).build(), AT);
    board.measured(
        metric(MetricName.REFERENCE_DISAGREEMENT, 256, 0.1)
            .setTimestep(1)
            .setDelta(0.05)
            .setHigh(Double.POSITIVE_INFINITY)
            .build(),
        AT);
    board.measured(
        metric(MetricName.REFERENCE_DISAGREEMENT, 256, 0.2).setTimestep(1).setDelta(0.01).build(),
        AT);
    board.forecast(forecast(), AT);
    board.forecast(
        Forecast.newBuilder(forecast())
            .setScope(ForecastScope.TIMESTEP)
            .setTimestep(3)
            .setMetric(MetricName.ROBUST_ERROR.text())
            .setDelta(0.05)
            .setOptimisation(0.01)
            .setOptimisationLow(0.0)
            .setOptimisationHigh(0.02)
            .setStatistical(0.1)
            .setStatisticalLow(0.05)
            .setStatisticalHigh(0.2)
            .setApproximation(0.02)
            .setApproximationLow(0.0)
            .setApproximationHigh(0.05)
            .setDominant(ErrorSource.STATISTICAL)
            .build(),
        AT);
    board.active(BoardFixtures.training(), AT);
    board.commanded(
        RunCommand.newBuilder(command(RunAction.FAIL)).setSpecHash(pictures.hash()).build(), AT);
    return board;
  }

  /** A picture of two pixels, of which one is far from zero. */
  private static Run pictures() {
    SourceColumn plain = new SourceColumn("x", ColumnKind.CONTINUOUS, 0.0, 1.0, List.of());
    SourceColumn moved = new SourceColumn("y", ColumnKind.CONTINUOUS, 1000.0, 2.0, List.of());
    return new Run(
        RunSpec.newBuilder(RUN.spec())
            .setColumns(List.of(plain, moved))
            .setImage(new ImageShape(1, 2, 1, 0))
            .build());
  }

  private static RunSpec withLaw() {
    Law law = Laws.named("mixture");
    return new RunDraft(
            "other",
            "samples",
            "mixture-1",
            Standardiser.identity(law.dimension()),
            LawSpecs.spec("mixture", law),
            10,
            null,
            1)
        .spec();
  }

  private static Forecast forecast() {
    return Forecast.newBuilder()
        .setRun("small")
        .setMilestone(512)
        .setScope(ForecastScope.WORST_TIMESTEP)
        .setOfTimestep(12)
        .setTime(0.5)
        .setMetric(MetricName.HELD_OUT_LOSS.text())
        .setEpsilon(0.1)
        .setStatus(ForecastStatus.NEEDED)
        .setMilestones(5)
        .setNeeded(5_000.0)
        .setNeededLow(4_000.0)
        .setNeededHigh(6_000.0)
        .setChanceUnreachable(0.2)
        .setFloor(0.01)
        .setFloorLow(0.0)
        .setFloorHigh(0.02)
        .setAmplitude(3.0)
        .setExponent(0.5)
        .setExponentLow(0.4)
        .setExponentHigh(0.6)
        .setHorizon(2_560.0)
        .setExpected(0.1)
        .setExpectedLow(0.05)
        .setExpectedHigh(0.2)
        .setFall(0.1)
        .setFallLow(0.05)
        .setFallHigh(0.2)
        .setTimestepsReached(1)
        .setTimestepsUnreachable(0)
        .setAdvice("needs about 5,000 samples")
        .build();
  }

  private JsonNode get(String path, @Nullable String query) {
    Answer answer = api.answer(path, query);
    assertThat(answer.reply().status()).as(answer.reply().body()).isEqualTo(200);
    return Described.read(answer.reply().body());
  }

  private JsonNode described(String path) {
    return get(path.replace("{run}", "small"), QUERIES.get(path));
  }

  @Test
  void description_namesExactlyThePathsThatAreAnswered() {
    List<String> paths = new ArrayList<>(Api.paths());
    paths.add(EventStream.PREFIX);
    paths.addAll(RunHandler.paths());
    assertThat(DESCRIBED.paths()).containsExactlyInAnyOrderElementsOf(paths);
    assertThat(Api.paths()).allSatisfy(this::described);
  }

  @Test
  void answers_areWhatTheDescriptionSays_andItDescribesNothingElse() {
    Set<String> used = new TreeSet<>();
    Set<String> set = new TreeSet<>();
    for (String path : Api.paths()) {
      if (!path.endsWith(".json")) {
        DESCRIBED.check(described(path), DESCRIBED.schema(path, 200), path, used, set);
      }
    }
    for (String query :
        List.of(
            "metric=w1",
            "metric=column_w1",
            "metric=training_seconds",
            "metric=reference_disagreement")) {
      String path = "/api/board/runs/{run}/series";
      DESCRIBED.check(
          get(path.replace("{run}", "small"), query), DESCRIBED.schema(path, 200), path, used, set);
    }
    DESCRIBED.check(
        get("/api/board/events", "limit=1"),
        DESCRIBED.schema("/api/board/events", 200),
        "page",
        used,
        set);
    DESCRIBED.check(
        Described.read(
            Json.text(DataViewTest.view(DataViewTest.table(), Rows.of(new float[] {1, 0}, 2)))),
        DESCRIBED.schema("/api/board/runs/{run}/data", 200),
        "data",
        used,
        set);
    JsonNode problem = Described.read(api.answer("/api/board/runs/none", null).reply().body());
    DESCRIBED.check(problem, DESCRIBED.schema("/api/board/runs/{run}", 404), "problem", used, set);
    DESCRIBED.check(
        Described.read(Json.text(new Views.Change(1, List.of("r"), true))),
        Described.read("{\"$ref\":\"#/components/schemas/Change\"}"),
        "change",
        used,
        set);
    assertThat(used).containsExactlyInAnyOrderElementsOf(DESCRIBED.schemas());
    assertThat(set).isEqualTo(DESCRIBED.fields());
  }

  /** A page that can ask nobody finds what it would be answered. */
  @Test
  void record_hasTheAnswersOfOneRun() {
    JsonNode record = Described.read(new RunRecord(board, new FewSamples(), CLOCK).json("small"));
    assertThat(record.get("at").asText()).isEqualTo(AT.toString());
    JsonNode answers = record.get("answers");
    String run = "/api/board/runs/small";
    assertThat(answers.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "/api/board",
            run,
            run + "/series",
            run + "/samples",
            run + "/samples?milestone=256",
            run + "/samples?milestone=512",
            run + "/data",
            "/api/board/events");
    for (String path : List.of(run, run + "/samples", run + "/data")) {
      assertThat(answers.get(path)).isEqualTo(get(path, null));
    }
    assertThat(answers.get("/api/board").get("runs").findValuesAsText("run"))
        .containsExactly("small");
    assertThat(answers.get("/api/board").get("operate").asBoolean()).isFalse();
    assertThat(answers.get(run + "/series").get("version").asLong()).isZero();
    assertThat(answers.get(run + "/series").get("series")).hasSizeGreaterThan(12);
    assertThat(answers.get(run + "/samples?milestone=256"))
        .isEqualTo(get(run + "/samples", "milestone=256"));
    assertThat(answers.get("/api/board/events").get("events")).isNotEmpty();
    for (String path : Api.paths()) {
      if (answers.has(path.replace("{run}", "small"))) {
        DESCRIBED.check(
            answers.get(path.replace("{run}", "small")),
            DESCRIBED.schema(path, 200),
            path,
            new TreeSet<>(),
            new TreeSet<>());
      }
    }
  }

  @Test
  void series_areChosenByWhatIsAsked() {
    String path = "/api/board/runs/small/series";
    assertThat(get(path, "metric=held_out_loss").get("series")).hasSize(12);
    assertThat(get(path, "metric=held_out_loss&timestep=3").get("series")).hasSize(1);
    assertThat(get(path, "metric=reference_disagreement").get("series")).hasSize(2);
    assertThat(get(path, "metric=reference_disagreement&delta=0.05").get("series")).hasSize(1);
    assertThat(get(path, "metric=column_w1&column=a+b").get("series")).hasSize(1);
    assertThat(get(path, "metric=sinkhorn_w2").get("series")).as("not measured").isEmpty();
  }

  @Test
  void numbersThatAreNotFinite_areNull() {
    JsonNode w1 = get("/api/board/runs/small/series", "metric=w1").get("series").get(0);
    assertThat(w1.get("value").get(0).isNull()).isTrue();
    assertThat(w1.get("leftOut").get(0).asText()).isEqualTo("rounding drowns it");
    JsonNode infinite =
        get("/api/board/runs/small/series", "metric=reference_disagreement&delta=0.05");
    assertThat(infinite.get("series").get(0).get("high").get(0).isNull()).isTrue();
  }

  @Test
  void samples_areInTheUnitsOfTheData() {
    JsonNode shown = get("/api/board/runs/small/samples", "milestone=256");
    assertThat(shown.get("generated").toString()).isEqualTo("[[1.0,1004.0],[3.0,1512.0]]");
    assertThat(shown.get("real").toString()).isEqualTo("[[5.0,1012.0]]");
    assertThat(get("/api/board/runs/small/samples", "n=1").get("milestone").asLong())
        .as("the newest")
        .isEqualTo(512);
  }

  @Test
  void events_comeInPages() {
    List<String> texts = new ArrayList<>();
    String after = "";
    while (true) {
      JsonNode page = get("/api/board/events", "limit=2" + after);
      page.get("events").forEach(event -> texts.add(event.get("text").asText()));
      if (page.get("next").isNull()) {
        break;
      }
      after = "&after=" + page.get("next").asText();
    }
    assertThat(texts).hasSize(get("/api/board/events", null).get("events").size());
    assertThat(texts).doesNotHaveDuplicates();
    assertThat(get("/api/board/events", "run=other").get("events")).hasSize(1);
  }

  @Test
  void etag_changesWithWhatIsSaid_alone() {
    String path = "/api/board/runs/small/series";
    Answer before = api.answer(path, "metric=w1");
    board.active(BoardFixtures.training(), AT);
    assertThat(api.answer(path, "metric=w1").version()).isEqualTo(before.version());
    board.measured(metric(MetricName.W1, 512, 0.5).build(), AT);
    assertThat(api.answer(path, "metric=w1").version()).isNotEqualTo(before.version());
    assertThat(api.answer("/api/board", null).version()).contains(String.valueOf(board.version()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/board/runs/small/series",
        "/api/board/runs/small/series?metrc=w1",
        "/api/board/runs/small/series?metric=w3",
        "/api/board/runs/small/series?metric=w1&delta=small",
        "/api/board/runs/small/series?metric=w1&timestep=1.5",
        "/api/board/runs/small/series?metric=w1&metric=w2",
        "/api/board/runs/small/series?metric=%",
        "/api/board/runs/small/samples?n=0",
        "/api/board/runs/small/samples?n=4097",
        "/api/board/events?limit=2001",
        "/api/board/events?after=x",
        "/api/board?x=1",
        "/api/board/runs/small?x=1",
        "/api/board/runs/small/data?n=3"
      })
  void questionsThatAreNone_areRefused(String question) {
    String[] parts = question.split("\\?", 2);
    Answer answer = api.answer(parts[0], parts.length == 1 ? null : parts[1]);
    assertThat(answer.reply().status()).as(answer.reply().body()).isEqualTo(400);
    assertThat(Described.read(answer.reply().body()).get("remedy").asText()).contains("openapi");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/boards",
        "/api/board/",
        "/api/board/runs",
        "/api/board/runs/none",
        "/api/board/runs/none/series",
        "/api/board/runs/small/",
        "/api/board/runs/small/errors",
        "/api/board/runs/small/series/w1"
      })
  void unknownPlaces_areNamed(String path) {
    Answer answer = api.answer(path, null);
    assertThat(answer.reply().status()).as(answer.reply().body()).isEqualTo(404);
  }

  @Test
  void milestoneWithoutGenerations_isNotFound() {
    assertThat(api.answer("/api/board/runs/small/samples", "milestone=7").reply().status())
        .isEqualTo(404);
  }

  @Test
  void kafkaThatDoesNotAnswer_isAProblem_withARemedy() {
    SampleStore away =
        new FewSamples() {
          @Override
          public NavigableSet<Long> milestones(RunState run) {
            throw new ScorestreamException(Reason.UNAVAILABLE, "Kafka is away", "start it");
          }
        };
    Answer answer =
        new Api(board, away, Abilities.NONE, CLOCK).answer("/api/board/runs/small/samples", null);
    assertThat(answer.reply().status()).isEqualTo(503);
    assertThat(answer.reply().body()).contains("Kafka is away").contains("start it");
  }
}
