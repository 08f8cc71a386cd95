package io.scorestream.evaluator.api;

import io.scorestream.dashboard.api.ForecastView;
import io.scorestream.diffusion.forecast.TheoremPanel;
import io.scorestream.events.Metric;
import io.scorestream.events.RunSpec;
import io.scorestream.run.Run;
import io.scorestream.run.RunState;
import io.scorestream.service.http.Json;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON objects of the API, as {@code openapi.json} describes them. */
final class Views {

  private Views() {}

  record Runs(List<RunSummary> runs, @Nullable String next) {}

  record RunSummary(
      String run,
      String state,
      @Nullable String failure,
      String source,
      @Nullable String law,
      int dimension,
      int timesteps,
      List<Double> deltas,
      double targetEpsilon,
      double confidence) {

    static RunSummary of(RunState state) {
      RunSpec spec = state.run().spec();
      return new RunSummary(
          spec.getRun(),
          state.word(),
          state.failure(),
          spec.getSource(),
          spec.getLaw() == null ? null : spec.getLaw().getName(),
          spec.getDimension(),
          spec.getTimeGrid().getSteps(),
          spec.getEvaluation().getDeltas(),
          spec.getEvaluation().getTargetEpsilon(),
          spec.getEvaluation().getConfidence());
    }
  }

  record RunDetail(RunSummary run, List<Double> times, Theorem theorem) {

    static RunDetail of(RunState state) {
      Run run = state.run();
      List<Double> times =
          Arrays.stream(run.timesteps()).mapToObj(k -> run.grid().time(k)).toList();
      return new RunDetail(RunSummary.of(state), times, Theorem.of(run));
    }
  }

  record Theorem(
      String formula,
      int timesteps,
      int dimension,
      long parameters,
      int depth,
      List<TheoremPanel.Ratio> ratios) {

    static Theorem of(Run run) {
      TheoremPanel panel = run.theorem();
      return new Theorem(
          TheoremPanel.FORMULA,
          panel.timesteps(),
          panel.dimension(),
          panel.parameters(),
          panel.depth(),
          panel.ratios());
    }
  }

  record Metrics(String run, List<MetricView> metrics, @Nullable String next) {}

  record MetricView(
      long milestone,
      @Nullable Integer timestep,
      @Nullable Double time,
      @Nullable String column,
      String metric,
      @Nullable Double delta,
      @Nullable Double value,
      @Nullable Double low,
      @Nullable Double high,
      long n,
      String evidence,
      @Nullable Double epsilon,
      @Nullable String verdict,
      @Nullable String leftOut) {

    static MetricView of(Metric event) {
      return new MetricView(
          event.getMilestone(),
          event.getTimestep(),
          event.getTime(),
          event.getColumn(),
          event.getMetric(),
          event.getDelta(),
          Json.finite(event.getValue()),
          Json.finite(event.getLow()),
          Json.finite(event.getHigh()),
          event.getN(),
          Json.name(event.getEvidence()),
          event.getEpsilon(),
          event.getVerdict() == null ? null : Json.name(event.getVerdict()),
          event.getLeftOut());
    }
  }

  record Forecasts(String run, List<ForecastView> forecasts, @Nullable String next) {}
}
