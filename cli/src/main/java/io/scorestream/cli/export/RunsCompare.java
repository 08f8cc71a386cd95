package io.scorestream.cli.export;

import io.scorestream.cli.listing.JsonText;
import io.scorestream.cli.listing.Listings;
import io.scorestream.control.watch.StoredMetrics;
import io.scorestream.events.Metric;
import io.scorestream.report.ComparedRun;
import io.scorestream.report.Estimate;
import io.scorestream.report.MilestoneRow;
import io.scorestream.report.RunComparison;
import io.scorestream.report.terminal.ComparisonTable;
import io.scorestream.run.RunState;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.command.SettingsCommand;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.settings.Importance;
import io.scorestream.service.settings.Setting;
import io.scorestream.service.settings.SettingGroup;
import io.scorestream.service.settings.SettingType;
import io.scorestream.service.settings.Settings;
import io.scorestream.steering.RunLog;
import java.awt.image.BufferedImage;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import picocli.CommandLine;

/** Sets two runs side by side. */
public final class RunsCompare {

  private static final SettingGroup COMPARE = new SettingGroup(ConnectionSettings.DECLARED);
  private static final Setting<String> RUN = COMPARE.add(Listings.run());
  private static final Setting<String> OTHER =
      COMPARE.add(
          Setting.of("other", SettingType.TEXT)
              .importance(Importance.HIGH)
              .required("Id of the run that it is compared with."));
  private static final Setting<Optional<String>> PICTURE =
      COMPARE.add(
          Setting.of("picture", SettingType.TEXT)
              .optional("PNG file for errors and distances of both against m."));
  private static final Setting<Boolean> JSON = COMPARE.add(Listings.json());

  private RunsCompare() {}

  /** The command. */
  public static CommandLine commandLine(Map<String, String> environment) {
    return SettingsCommand.of(
        environment,
        "compare",
        "Sets two runs side by side: the settings that differ, and errors, distances and"
            + " seconds at each milestone. An error is lower where its interval lies below the"
            + " other's.",
        COMPARE,
        RunsCompare::compare,
        RUN,
        OTHER);
  }

  private static int compare(Settings settings, CommandLine line) {
    KafkaClients clients = new KafkaClients(ConnectionSettings.of(settings));
    RunLog log = new RunLog(clients);
    RunState a = log.find(settings.get(RUN));
    RunState b = log.find(settings.get(OTHER));
    if (a.run().id().equals(b.run().id())) {
      throw new ScorestreamException(
          Reason.USAGE, a + " is compared with itself", "name two runs: 'scorestream runs list'");
    }
    RunComparison runs = read(clients, a, b);
    settings.get(PICTURE).map(Destination::new).ifPresent(picture -> draw(runs, picture, line));
    if (settings.get(JSON)) {
      JsonText.print(line.getOut(), fields(runs));
    } else {
      ComparisonTable.lines(runs, Charset.defaultCharset()).forEach(line.getOut()::println);
      line.getOut().flush();
    }
    return 0;
  }

  private static RunComparison read(KafkaClients clients, RunState a, RunState b) {
    Map<String, List<Metric>> metrics = new HashMap<>();
    new StoredMetrics(clients, List.of(a, b))
        .metrics(
            (topic, metric) ->
                metrics.computeIfAbsent(metric.getRun(), run -> new ArrayList<>()).add(metric));
    return new RunComparison(side(a, metrics), side(b, metrics));
  }

  private static ComparedRun side(RunState state, Map<String, List<Metric>> metrics) {
    List<Metric> own = metrics.get(state.run().id());
    if (own == null) {
      throw new ScorestreamException(
          Reason.NO_INPUT,
          state + " has no metrics",
          "let it reach a milestone: 'scorestream runs list' says how far it is");
    }
    return ComparedRun.of(state.run().spec(), own);
  }

  private static void draw(RunComparison runs, Destination to, CommandLine line) {
    BufferedImage picture;
    try {
      picture =
          runs.picture()
              .orElseThrow(
                  () -> new IllegalStateException("neither errors nor distances are known yet"));
    } catch (IllegalStateException e) {
      throw new ScorestreamException(
          Reason.NO_INPUT,
          "no picture can be drawn: " + e.getMessage(),
          "leave out --picture for the table alone",
          e);
    }
    to.stream(out -> ImageIO.write(picture, "png", out));
    to.say(line, "picture");
  }

  private static Map<String, Object> fields(RunComparison runs) {
    Map<String, Object> differences = new LinkedHashMap<>();
    runs.differences().forEach((path, of) -> differences.put(path, List.of(of.a(), of.b())));
    List<Map<String, Object>> milestones = new ArrayList<>();
    for (long milestone : runs.milestones()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("milestone", milestone);
      fields.put("lower", runs.lower(milestone).name().toLowerCase(Locale.ROOT));
      fields.put("a", fields(runs.a().row(milestone)));
      fields.put("b", fields(runs.b().row(milestone)));
      milestones.add(fields);
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("a", runs.a().spec().getRun());
    all.put("b", runs.b().spec().getRun());
    runs.headline().ifPresent(headline -> all.put("error", headline.symbol()));
    all.put("differences", differences);
    all.put("milestones", milestones);
    return all;
  }

  private static Map<String, Object> fields(MilestoneRow row) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("loss", row.loss());
    fields.put("median_error", fields(row.median()));
    fields.put("worst_error", fields(row.worst()));
    fields.put("worst_timestep", row.worstTimestep());
    fields.put("sliced_w2", fields(row.slicedW2()));
    fields.put("floor", fields(row.floor()));
    fields.put("ratio", row.ratio());
    fields.put("seconds", row.seconds());
    return fields;
  }

  private static Map<String, Object> fields(Estimate estimate) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("value", estimate.value());
    fields.put("low", estimate.low());
    fields.put("high", estimate.high());
    return fields;
  }
}
