package io.scorestream.cli;

import io.scorestream.service.command.SettingsCommand;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.settings.Settings;
import io.scorestream.service.topics.TopicAdministration;
import io.scorestream.service.topics.TopicPlan;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Shows and creates the topics of a deployment. */
@Command(
    name = "topics",
    mixinStandardHelpOptions = true,
    description = "Compares the topic catalogue with a cluster and creates what is missing.")
final class TopicsCommand {

  private static final String REPLICATION = "replication.factor";

  private TopicsCommand() {}

  static CommandLine commandLine() {
    CommandLine topics = new CommandLine(new TopicsCommand());
    topics.addSubcommand(
        SettingsCommand.of(
            "plan",
            "Shows what 'apply' would do, and changes nothing.",
            ConnectionSettings.declare(new ConfigDef()),
            (settings, line) -> print(administration(settings).plan(), line)));
    topics.addSubcommand(
        SettingsCommand.of(
            "apply",
            "Creates the topics that are missing; refuses when one exists with other settings.",
            ConnectionSettings.declare(new ConfigDef())
                .define(
                    REPLICATION,
                    ConfigDef.Type.INT,
                    -1,
                    ConfigDef.Importance.MEDIUM,
                    "Copies of each partition; -1 for the cluster's default."),
            (settings, line) ->
                applied(
                    administration(settings).apply((short) settings.integer(REPLICATION)), line)));
    return topics;
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

  private static int print(List<TopicPlan> plans, CommandLine line) {
    plans.forEach(plan -> line.getOut().println(plan));
    line.getOut().flush();
    return plans.stream().anyMatch(TopicPlan.Different.class::isInstance) ? 1 : 0;
  }
}
