package io.scorestream.cli;

import io.scorestream.cli.listing.JsonText;
import io.scorestream.cli.listing.Listings;
import io.scorestream.service.command.SettingsCommand;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.settings.Constraint;
import io.scorestream.service.settings.Setting;
import io.scorestream.service.settings.SettingGroup;
import io.scorestream.service.settings.SettingType;
import io.scorestream.service.settings.Settings;
import io.scorestream.service.terminal.StandardStream;
import io.scorestream.service.terminal.Words;
import io.scorestream.service.topics.NewTopics;
import io.scorestream.service.topics.TopicAdministration;
import io.scorestream.service.topics.TopicPlan;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Shows and creates the topics of a deployment. */
@Command(
    name = "topics",
    mixinStandardHelpOptions = true,
    description = "Compares the topic catalogue with a cluster and creates what is missing.")
final class TopicsCommand {

  private static final SettingGroup APPLY = new SettingGroup(ConnectionSettings.DECLARED);

  private static final Setting<Integer> PARTITIONS =
      APPLY.add(
          Setting.of("partitions", SettingType.INT)
              .where(Constraint.atLeast(1))
              .otherwise(
                  NewTopics.DEFAULT_PARTITIONS,
                  "Partitions of each topic that has several; at most so many processes of a"
                      + " service share its work."));

  private static final Setting<Integer> REPLICATION =
      APPLY.add(
          Setting.of("replication.factor", SettingType.INT)
              .where(
                  new Constraint<>(
                      copies ->
                          copies == NewTopics.CLUSTER_DEFAULT
                              || (copies >= 1 && copies <= Short.MAX_VALUE),
                      "-1, or a number of copies from 1"))
              .otherwise(
                  (int) NewTopics.CLUSTER_DEFAULT,
                  "Copies of each partition; -1 for the cluster's default."));

  private static final Setting<Boolean> DRY_RUN = APPLY.add(Listings.dryRun());

  private static final SettingGroup PLAN = new SettingGroup(ConnectionSettings.DECLARED);

  private static final Setting<Boolean> JSON = PLAN.add(Listings.json());

  private TopicsCommand() {}

  static CommandLine commandLine(Map<String, String> environment) {
    CommandLine topics = new CommandLine(new TopicsCommand());
    topics.addSubcommand(
        SettingsCommand.of(
            environment,
            "plan",
            "Shows what 'apply' would do, and changes nothing.",
            PLAN,
            (settings, line) -> print(administration(settings).plan(), settings.get(JSON), line)));
    topics.addSubcommand(
        SettingsCommand.of(
            environment,
            "apply",
            "Creates the topics that are missing; refuses when one exists that does not serve.",
            APPLY,
            (settings, line) ->
                settings.get(DRY_RUN)
                    ? print(administration(settings).plan(), /* asJson= */ false, line)
                    : applied(administration(settings).apply(newTopics(settings)), line)));
    return topics;
  }

  private static NewTopics newTopics(Settings settings) {
    return new NewTopics(settings.get(PARTITIONS), settings.get(REPLICATION).shortValue());
  }

  private static TopicAdministration administration(Settings settings) {
    return new TopicAdministration(new KafkaClients(ConnectionSettings.of(settings)));
  }

  private static int applied(List<TopicPlan> plans, CommandLine line) {
    plans.forEach(
        plan ->
            line.getOut()
                .println(plan instanceof TopicPlan.Missing ? plan.topic() + ": created" : plan));
    line.getOut().flush();
    return 0;
  }

  private static int print(List<TopicPlan> plans, boolean asJson, CommandLine line) {
    if (asJson) {
      JsonText.print(line.getOut(), plans.stream().map(TopicsCommand::fields).toList());
    } else {
      OptionalInt columns = StandardStream.OUTPUT.terminalColumns(System.getenv());
      plans.forEach(plan -> line.getOut().println(Words.hanging("", plan.toString(), columns)));
    }
    line.getOut().flush();
    return plans.stream().anyMatch(TopicPlan.Unfit.class::isInstance) ? 1 : 0;
  }

  private static Map<String, Object> fields(TopicPlan plan) {
    String state = plan.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    return Map.of("topic", plan.topic().name(), "state", state, "found", plan.toString());
  }
}
