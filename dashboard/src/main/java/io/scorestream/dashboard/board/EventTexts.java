package io.scorestream.dashboard.board;

import io.scorestream.events.DriftState;
import io.scorestream.events.Metric;
import io.scorestream.events.MilestoneReached;
import io.scorestream.events.RunCommand;
import io.scorestream.events.RunSpec;
import io.scorestream.events.ServiceActivity;
import io.scorestream.topics.MetricName;
import java.util.Locale;
import java.util.Optional;

/** What happened, in words. Pure functions. */
final class EventTexts {

  private EventTexts() {}

  static String applied(RunSpec spec) {
    return String.format(
        Locale.ROOT,
        "published: %d timesteps of source %s, d = %d, from m = %,d on",
        spec.getTimeGrid().getSteps(),
        spec.getSource(),
        spec.getDimension(),
        spec.getMilestones().getFirst());
  }

  static String commanded(RunCommand command) {
    String by = command.getBy().isEmpty() ? "" : ", by " + command.getBy();
    return switch (command.getAction()) {
      case FAIL -> "cannot go on: " + command.getReason();
      case MILESTONE ->
          String.format(Locale.ROOT, "milestone %,d asked for", command.getMilestone()) + by;
      case EXTEND ->
          (command.getMilestone() == null
                  ? "goes on without an end"
                  : String.format(Locale.ROOT, "goes on to m = %,d", command.getMilestone()))
              + by;
      case PAUSE -> "paused" + by;
      case RESUME -> "resumed" + by;
      case DELETE -> "deleted" + by;
      case RESTORE -> "begun anew" + by;
    };
  }

  static String trained(MilestoneReached reached) {
    return String.format(
        Locale.ROOT, "all networks of m = %,d are trained", reached.getMilestone());
  }

  /** Empty where the milestone's numbers are not there any more. */
  static Optional<String> evaluated(RunSnapshot run, long milestone) {
    return run.curve().places().stream()
        .filter(place -> place.milestone() == milestone)
        .map(
            place ->
                String.format(
                    Locale.ROOT,
                    "m = %,d: %s is %.4g in the median and %.4g at worst, at timestep %d",
                    milestone,
                    run.headline().symbol(),
                    place.median().value(),
                    place.worst().value(),
                    place.worstTimestep()))
        .findFirst();
  }

  static String alarm(Metric metric) {
    return metric.getMetric().equals(MetricName.MEMORISATION_ALARM.text())
        ? "generations are closer to the training samples than fresh samples are"
        : "rare draws have errors of another size";
  }

  static String drift(DriftState drift) {
    return String.format(
        Locale.ROOT,
        "the stream has changed: found by shard %d after %,d samples",
        drift.getShard(),
        drift.getLastAlarm() == null ? drift.getSamples() : drift.getLastAlarm());
  }

  static String came(ServiceActivity activity) {
    return name(activity) + " is there: " + activity.getPhase();
  }

  static String silent(ServiceActivity activity) {
    return name(activity)
        + " has said nothing for "
        + Services.SILENCE.toSeconds()
        + " s; it was "
        + activity.getPhase();
  }

  private static String name(ServiceActivity activity) {
    return activity.getService() + " " + activity.getInstance();
  }
}
