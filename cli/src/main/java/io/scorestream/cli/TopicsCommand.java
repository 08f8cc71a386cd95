package io.scorestream.cli;

import io.scorestream.service.command.SettingsCommand;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.settings.Settings;
import io.scorestream.service.topics.NewTopics;
import io.scorestream.service.topics.TopicAdministration;
import io.scorestream.service.topics.TopicPlan;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Shows and creates the topics of a deployment. */
@Command(
    name = "topics",
    mixinStandardHelpOptions = true,
    description = "Compares the topic catalogue with a cluster and creates what is missing.")
final class TopicsCommand {

  private static final String PARTITIONS = "partitions";
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
            "Creates the topics that are missing; refuses when one exists that does not serve.",
            newTopics(ConnectionSettings.declare(new ConfigDef())),
            (settings, line) ->
                applied(administration(settings).apply(newTopics(settings)), line)));
    return topics;
  }

  private static ConfigDef newTopics(ConfigDef settings) {
    return settings
        .define(
            PARTITIONS,
            ConfigDef.Type.INT,
            NewTopics.DEFAULT_PARTITIONS,
            ConfigDef.Range.atLeast(1),
            ConfigDef.Importance.MEDIUM,
            "Partitions of each topic that has several; at most so many processes of a service share"
                + " its work.")
        .define(
            REPLICATION,
            ConfigDef.Type.INT,
            (int) NewTopics.CLUSTER_DEFAULT,
            ConfigDef.LambdaValidator.with(
                TopicsCommand::checkReplication, () -> "-1 or 1 to " + Short.MAX_VALUE),
            ConfigDef.Importance.MEDIUM,
            "Copies of each partition; -1 for the cluster's default.");
  }

  private static void checkReplication(String name, Object value) {
    int copies = (Integer) value;
    if (copies != NewTopics.CLUSTER_DEFAULT && (copies < 1 || copies > Short.MAX_VALUE)) {
      throw new ConfigException(name, value, "it must be -1, or a number of copies from 1");
    }
  }

  private static NewTopics newTopics(Settings settings) {
    return new NewTopics(settings.integer(PARTITIONS), (short) settings.integer(REPLICATION));
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
    return plans.stream().anyMatch(TopicPlan.Unfit.class::isInstance) ? 1 : 0;
  }
}
