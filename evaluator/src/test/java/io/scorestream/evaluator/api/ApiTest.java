package io.scorestream.evaluator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.scorestream.diffusion.law.Laws;
import io.scorestream.evaluator.Fixtures;
import io.scorestream.evaluator.api.Lookup.Elsewhere;
import io.scorestream.evaluator.api.Lookup.Here;
import io.scorestream.evaluator.api.Lookup.Moving;
import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.events.ErrorSource;
import io.scorestream.events.Evidence;
import io.scorestream.events.Forecast;
import io.scorestream.events.ForecastScope;
import io.scorestream.events.ForecastStatus;
import io.scorestream.events.Metric;
import io.scorestream.events.RunAction;
import io.scorestream.events.RunCommand;
import io.scorestream.events.Verdict;
import io.scorestream.fixtures.Described;
import io.scorestream.run.Run;
import io.scorestream.run.RunState;
import io.scorestream.topics.MetricName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ApiTest {

  private final Run run = new Run(Fixtures.known("r", Laws.named("mixture")));
  private final Api api = new Api(archive());

  private static final Described DESCRIBED =
      Described.of(
          new Api(
                  new FixedArchive(
                      List.of(),
                      new Here<>(List.of()),
                      new Here<>(List.of()),
                      new Here<>(List.of())))
              .answer("/api/openapi.json", null)
              .reply()
              .body());

  private FixedArchive archive() {
    return new FixedArchive(
        List.of(failed(run), RunState.of(new Run(Fixtures.known("s", Laws.named("mixture"))))),
        new Here<>(List.of(error(256), error(512))),
        new Here<>(List.of(distance(), column(), leftOut())),
        new Here<>(List.of(full(), empty())));
  }

  private static RunState failed(Run run) {
    return RunState.of(run)
        .after(new RunCommand("r", RunAction.FAIL, null, "a test", run.hash(), "no samples", null));
  }

  private Metric error(long milestone) {
    Metric plain =
        MetricScope.of(run, milestone, 3)
            .quantile(MetricName.ROBUST_ERROR, 0.05, 0.2, 0.1, 0.3, 2_000, Evidence.EXACT);
    return Metric.newBuilder(plain).setEpsilon(0.1).setVerdict(Verdict.REFUTED).build();
  }

  private Metric distance() {
    return MetricScope.of(run, 256)
        .interval(MetricName.SLICED_W2, 1.5, 1, Double.POSITIVE_INFINITY, 400, Evidence.EMPIRICAL);
  }

  private static Metric column() {
    return new MetricScope.OfColumn("r", 256, "income")
        .number(MetricName.COLUMN_W1, 1.5, 400, Evidence.EMPIRICAL);
  }

  private Metric leftOut() {
    return MetricScope.of(run, 256).leftOut(MetricName.W2, "rounding drowns it", 400);
  }

  private static Forecast empty() {
    return Forecast.newBuilder()
        .setRun("r")
        .setMilestone(256)
        .setScope(ForecastScope.WORST_TIMESTEP)
        .setOfTimestep(2)
        .setStatus(ForecastStatus.TOO_FEW_MILESTONES)
        .setAdvice("too few")
        .build();
  }

  private static Forecast full() {
    return Forecast.newBuilder(empty())
        .setScope(ForecastScope.TIMESTEP)
        .setTimestep(3)
        .setTime(0.5)
        .setEpsilon(0.1)
        .setDelta(0.05)
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
        .build();
  }

  private JsonNode get(String path) {
    return get(path, null);
  }

  private JsonNode get(String path, @Nullable String query) {
    Answer answer = api.answer(path, query);
    assertThat(answer.reply().status()).as(answer.reply().body()).isEqualTo(200);
    return Described.read(answer.reply().body());
  }

  @Test
  void description_namesExactlyThePathsThatAreAnswered() {
    assertThat(DESCRIBED.paths()).containsExactlyInAnyOrderElementsOf(Api.paths());
    assertThat(Api.paths()).allSatisfy(path -> get(path.replace("{run}", "r")));
  }

  @Test
  void answers_areWhatTheDescriptionSays_andItDescribesNothingElse() {
    Set<String> used = new TreeSet<>();
    Set<String> set = new TreeSet<>();
    for (String path : Api.paths()) {
      if (!path.endsWith(".json")) {
        for (String query : List.of("history=false", "history=true&limit=1")) {
          DESCRIBED.check(
              get(path.replace("{run}", "r"), query), DESCRIBED.schema(path, 200), path, used, set);
        }
      }
    }
    JsonNode problem = Described.read(api.answer("/api/runs/none", null).reply().body());
    DESCRIBED.check(problem, DESCRIBED.schema("/api/runs/{run}", 404), "problem", used, set);
    assertThat(used).containsExactlyInAnyOrderElementsOf(DESCRIBED.schemas());
    assertThat(set).isEqualTo(DESCRIBED.fields());
  }

  @Test
  void everyStatus_isDescribed() {
    String path = "/api/runs/{run}/errors";
    assertThat(DESCRIBED.statuses(path))
        .as("401 and 421 are the server's")
        .containsExactlyInAnyOrder("200", "307", "400", "401", "404", "421", "503");
    assertThat(api.answer("/api/runs/none/errors", null).reply().status()).isEqualTo(404);
    assertThat(api.answer("/api/runs/r/errors", "histroy=true").reply().status()).isEqualTo(400);
  }

  @Test
  void errors_areTheNewest_orAllOfThem() {
    assertThat(get("/api/runs/r/errors").get("metrics").findValuesAsText("milestone"))
        .containsExactly("512");
    JsonNode all = Described.read(api.answer("/api/runs/r/errors", "history=true").reply().body());
    assertThat(all.get("metrics").findValuesAsText("milestone")).containsExactly("256", "512");
  }

  /** An answer grew with every milestone. */
  @Test
  void listings_comeInPages() {
    assertThat(pages("/api/runs/r/errors", "history=true&limit=1", "metrics", "milestone"))
        .containsExactly("256", "512");
    assertThat(pages("/api/runs/r/distances", "history=true&limit=1", "metrics", "metric"))
        .containsExactly("sliced_w2", "column_w1", "w2");
    assertThat(pages("/api/runs/r/forecast", "history=true&limit=1", "forecasts", "scope"))
        .containsExactly("timestep", "worst-timestep");
    assertThat(pages("/api/runs", "limit=1", "runs", "run")).containsExactly("r", "s");
    assertThat(get("/api/runs/r/errors", "history=true&limit=2").get("next").isNull()).isTrue();
    assertThat(get("/api/runs/r/errors").get("next").isNull()).isTrue();
  }

  /** What the entries of all pages say, each page of one. */
  private List<String> pages(String path, String query, String entries, String field) {
    List<String> said = new ArrayList<>();
    String after = "";
    while (true) {
      JsonNode page = get(path, query + after);
      assertThat(page.get(entries)).hasSize(1);
      said.add(page.get(entries).get(0).get(field).asText());
      if (page.get("next").isNull()) {
        return said;
      }
      after = "&after=" + page.get("next").asText();
    }
  }

  @Test
  void pagesThatAreNone_areRefused() {
    for (String query : List.of("limit=0", "limit=10001", "after=!", "after=a", "limit", "&")) {
      Answer answer = api.answer("/api/runs/r/errors", query);
      assertThat(answer.reply().status()).as(query).isEqualTo(400);
    }
  }

  @Test
  void infinity_isNull() {
    assertThat(get("/api/runs/r/distances").get("metrics").get(0).get("high").isNull()).isTrue();
  }

  @Test
  void runsForecast_namesTheTimestepThatItIsBy() {
    JsonNode whole = get("/api/runs/r/forecast").get("forecasts").get(1);
    assertThat(whole.get("scope").asText()).isEqualTo("worst-timestep");
    assertThat(whole.get("timestep").asInt()).isEqualTo(2);
    assertThat(whole.get("floor").isNull()).isTrue();
  }

  @Test
  void runOfAnotherEvaluator_isToBeAskedThere() {
    FixedArchive elsewhere =
        new FixedArchive(
            List.of(failed(run)),
            new Elsewhere<>(new HostInfo("other", 9404)),
            new Moving<>(),
            new Moving<>());
    Answer answer = new Api(elsewhere).answer("/api/runs/r/errors", "history=true");
    assertThat(answer.reply().status()).isEqualTo(307);
    assertThat(answer.location()).contains("http://other:9404/api/runs/r/errors?history=true");
    assertThat(new Api(elsewhere).answer("/api/runs/r/distances", null).reply().status())
        .isEqualTo(503);
  }

  @Test
  void unknownPaths_areNamed() {
    for (String path : List.of("/api/", "/api/run", "/api/runs/r/x", "/api/runs/r/errors/3")) {
      Answer answer = api.answer(path, null);
      assertThat(answer.reply().status()).as(path).isEqualTo(404);
      assertThat(answer.reply().body()).contains("nothing is at " + path);
    }
  }
}
