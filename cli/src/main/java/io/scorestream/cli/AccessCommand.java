package io.scorestream.cli;

import io.scorestream.service.access.AccessPlan;
import io.scorestream.service.access.Role;
import io.scorestream.service.command.SettingsCommand;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.settings.Settings;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.config.ConfigDef;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Shows and gives the services' access in a cluster that asks who they are. */
@Command(
    name = "access",
    mixinStandardHelpOptions = true,
    description =
        "Gives each service the access to topics and groups that it needs, by Kafka's ACLs.")
final class AccessCommand {

  private static final String PRINCIPAL = "principal";
  private static final String ROLE = "{role}";

  private AccessCommand() {}

  static CommandLine commandLine() {
    CommandLine access = new CommandLine(new AccessCommand());
    access.addSubcommand(
        SettingsCommand.of(
            "plan",
            "Shows what 'apply' would give, and changes nothing.",
            declared(),
            AccessCommand::plan));
    access.addSubcommand(
        SettingsCommand.of(
            "apply",
            "Gives the access; what is there already stays.",
            declared(),
            AccessCommand::apply));
    return access;
  }

  private static ConfigDef declared() {
    return ConnectionSettings.declare(new ConfigDef())
        .define(
            PRINCIPAL,
            ConfigDef.Type.STRING,
            "User:" + ROLE,
            new ConfigDef.NonEmptyString(),
            ConfigDef.Importance.MEDIUM,
            "What Kafka knows the services as; "
                + ROLE
                + " stands for producer, trainer, sampler, evaluator and client.");
  }

  private static int plan(Settings settings, CommandLine line) {
    bindings(settings).forEach(line.getOut()::println);
    line.getOut().flush();
    return 0;
  }

  private static int apply(Settings settings, CommandLine line) {
    List<AclBinding> bindings = bindings(settings);
    AccessPlan.apply(new KafkaClients(ConnectionSettings.of(settings)), bindings);
    line.getOut().println(bindings.size() + " access control lists are in place");
    line.getOut().flush();
    return 0;
  }

  private static List<AclBinding> bindings(Settings settings) {
    return Stream.of(Role.values())
        .flatMap(
            role ->
                AccessPlan.of(
                    role,
                    settings.string(PRINCIPAL).replace(ROLE, role.toString()),
                    ConnectionSettings.of(settings).topics())
                    .stream())
        .toList();
  }
}
