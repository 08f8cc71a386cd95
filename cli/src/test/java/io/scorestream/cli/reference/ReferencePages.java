package io.scorestream.cli.reference;

import io.scorestream.cli.monitoring.DeclaredMeters;
import io.scorestream.control.runs.RunSettings;
import io.scorestream.evaluator.EvaluatorSettings;
import io.scorestream.producer.ProducerSettings;
import io.scorestream.quickstart.QuickstartSettings;
import io.scorestream.sampler.SamplerSettings;
import io.scorestream.service.metrics.MeterGroup;
import io.scorestream.service.metrics.MeterName;
import io.scorestream.service.settings.ProcessSettings;
import io.scorestream.service.settings.Setting;
import io.scorestream.service.settings.SettingGroup;
import io.scorestream.topics.MetricName;
import io.scorestream.topics.Spread;
import io.scorestream.topics.Topic;
import io.scorestream.topics.TopicCatalogue;
import io.scorestream.trainer.TrainerSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The reference pages in docs/, made from the declarations that the services themselves use. */
final class ReferencePages {

  private ReferencePages() {}

  /** Each page's file name and text. */
  static Map<String, String> all() {
    return Map.of(
        "settings.md", settings(),
        "topics.md", topics(),
        "metrics.md", metrics(),
        "meters.md", meters());
  }

  private static String settings() {
    StringBuilder page =
        new StringBuilder(
            """
            # Settings

            Each setting can be given in a properties or YAML file (`--config FILE`), by an environment
            variable, or by an option; the later of these wins. In YAML names may be maps within maps,
            and mistakes are named with line and column.

            Names that start with `kafka.` (`SCORESTREAM_KAFKA_...`, `--kafka NAME=VALUE`) are Kafka's
            own. They go to every client and to Kafka Streams, or with `kafka.producer.`,
            `kafka.consumer.` and `kafka.admin.` to those of a kind, and replace Scorestream's defaults
            (`linger.ms`, `max.request.size`, `session.timeout.ms`, `transaction.timeout.ms` and so on).
            What exactly-once stands on is refused by name, with the reason: `acks`,
            `enable.idempotence`, `transactional.id`, `isolation.level`, `enable.auto.commit`,
            `auto.offset.reset`, `group.id`, `processing.guarantee`, serializers, and what has a setting
            of its own, such as `bootstrap.servers`.

            A duration has its unit (`500 ms`, `20 s`, `2 min`), and so has a size (`512 MiB`); case
            does not matter in words to choose from. This page is generated:
            `mvn -pl cli -am test -Dscorestream.reference.write=true`.
            """);
    page.append(table("Every service", ProcessSettings.DECLARED));
    Map<String, SettingGroup> commands = new LinkedHashMap<>();
    commands.put("produce", ProducerSettings.DECLARED);
    commands.put("train", TrainerSettings.DECLARED);
    commands.put("sample", SamplerSettings.DECLARED);
    commands.put("evaluate", EvaluatorSettings.DECLARED);
    commands.forEach(
        (command, declared) ->
            page.append(
                table("scorestream " + command, declared.besides(ProcessSettings.DECLARED))));
    page.append(
        table(
            "scorestream runs apply (and Kafka's and the registry's), scorestream quickstart",
            RunSettings.DECLARED));
    page.append(
        table(
            "scorestream quickstart (and a run's)",
            QuickstartSettings.DECLARED.besides(RunSettings.DECLARED)));
    return page.toString();
  }

  private static String table(String title, SettingGroup declared) {
    StringBuilder table =
        new StringBuilder("\n## " + title + "\n\n")
            .append("| setting | variable | type | default | meaning |\n|---|---|---|---|---|\n");
    for (Setting<?> setting : declared.all()) {
      table.append(
          "| `%s` | `%s` | %s | %s | %s |\n"
              .formatted(
                  setting.name(),
                  setting.variable(),
                  setting.type().label().replace("|", ", "),
                  fallback(setting),
                  setting.documentation()));
    }
    return table.toString();
  }

  private static String fallback(Setting<?> setting) {
    if (setting.fallback().isEmpty()) {
      return "required";
    }
    return setting.shownFallback().isEmpty() ? "" : "`" + setting.shownFallback() + "`";
  }

  private static String topics() {
    StringBuilder page =
        new StringBuilder(
            """
            # Topics

            Created by `scorestream topics apply`; `topic.prefix` is the first part of every name. P is
            what `topics apply --partitions` says, and services read it from the cluster; topics that
            exist may have any number where it says P. Values are Avro in the Confluent wire format;
            their schemas are in `schemas/src/main/avro`. A topic may keep more than these settings
            ask for: only one that would lose or refuse records stops a service. This page is
            generated.

            | topic | key | value | partitions | settings |
            |---|---|---|---|---|
            """);
    for (Topic topic : new TopicCatalogue(TopicCatalogue.DEFAULT_PREFIX).all()) {
      page.append(
          "| `%s` | %s | %s | %s | %s |\n"
              .formatted(
                  topic.name(),
                  topic.key(),
                  topic.valueType() == null ? "bytes" : topic.valueType().getSimpleName(),
                  topic.spread() == Spread.SINGLE ? "1" : "P",
                  new TreeMap<>(topic.settings())));
    }
    return page.toString();
  }

  private static final String LEFT_OUT =
      """

      ## What is left out

      A distance is right or it is left out. Then a metric of its name has the reason in `left_out` (`leftOut` in
      the topic and in the evaluator's API) and no value, the report's table gives the reason, and neither floor nor
      ratio nor verdict is there. What a distance may be off by is worked out with it; it is left out where that is
      more than a thousandth of the distance and of its floor.

      | metric | off by at most | left out |
      |---|---|---|
      | `w1`, `w2`, `training_w2` | the plan's duality gap, and the rounding of potentials as large as the costs of the points furthest out | where points of both sides lie some 1e6 (`w2`) or 1e11 (`w1`) times as far out as usual and go to each other, so that what the others have is below the rounding of theirs |
      | `sliced_w2`, `max_sliced_w2` | 2^-23 of the root mean square of the projections from the common centre | where such points are some 1e4 times as far out as usual |
      | `gaussian_w2` | 2^-26 of the root of the variances' sum, times the root of the roundings of a sum | where such points are some 1e4 times as far out as usual |
      | `sinkhorn_w2` | what iterations lack, and the rounding of the largest cost | where any point is some 1e5 times as far out as usual, so that rounding alone makes the plan uncertain; where 5000 iterations do not converge; where all reference samples are equal |
      | `column_w1` | a few digits of 16 | never for its numbers |
      | `precision`, `recall`, `density`, `coverage`, `classifier_accuracy` | nothing that matters: they are counts | where sets have fewer than 20 points |
      | `mean_error`, `covariance_error`, `skewness_error`, `kurtosis_error` | a few digits of 16, of the p-th power of the points furthest out | where sets have fewer than 20 points; where all reference samples are equal |
      | `dcr_share` | nothing that matters: it is a count | where sets have fewer than 20 points, and where all generations are as close to training samples as to held-out ones |

      One generation far out, which none of the data has, is no such case: the distance is about that point then, and
      all of its digits are sure (but for `sinkhorn_w2`). Distances are also left out where even few points do not fit
      `distances.budget`, and where numbers leave the range of float32 in units of the run's scale. In powers of two, units change
      no digit.
      """;

  private static String metrics() {
    StringBuilder page =
        new StringBuilder(
            """
            # Metrics

            What the metric topics and a report's `metrics.jsonl` hold. This page is generated.

            | metric | meaning |
            |---|---|
            """);
    for (MetricName metric : MetricName.values()) {
      page.append("| `%s` | %s |\n".formatted(metric.text(), metric.description()));
    }
    return page.append(LEFT_OUT).toString();
  }

  private static String meters() {
    StringBuilder page =
        new StringBuilder(
            """
            # Meters

            What a service's `/metrics` says of its own work, in Prometheus' text format. Beside these
            are those of the JVM and the process (`jvm_*`, `process_*`, `system_*`), of the log
            (`logback_events_total`), and what Kafka's clients and Kafka Streams count of themselves
            (`kafka_*`). This page is generated.
            """);
    DeclaredMeters.byOwner().forEach((owner, meters) -> page.append(table(owner, meters)));
    return page.toString();
  }

  private static String table(String owner, MeterGroup meters) {
    StringBuilder table =
        new StringBuilder("\n## " + owner + "\n\n")
            .append("| meter | kind | labels | meaning |\n|---|---|---|---|\n");
    for (MeterName meter : meters.all()) {
      table.append(
          "| %s | %s | %s | %s |\n"
              .formatted(
                  code(meter.exposed()),
                  meter.kind().name().toLowerCase(Locale.ROOT),
                  code(meter.tags()),
                  meter.description()));
    }
    return table.toString();
  }

  private static String code(List<String> words) {
    return words.stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
  }
}
