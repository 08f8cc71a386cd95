package io.scorestream.cli.access;

import io.scorestream.cli.listing.Listings;
import io.scorestream.service.access.AccessPlan;
import io.scorestream.service.access.Role;
import io.scorestream.service.command.SettingsCommand;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.settings.Setting;
import io.scorestream.service.settings.SettingGroup;
import io.scorestream.service.settings.SettingType;
import io.scorestream.service.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclBinding;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Shows and gives the services' access in a cluster that asks who they are. */
@Command(
    name = "access",
    mixinStandardHelpOptions = true,
    description =
        "Gives each service the access to topics and groups that it needs, by Kafka's ACLs.")
public final class AccessCommand {

  private static final String ROLE = "{role}";

  private static final SettingGroup DECLARED = new SettingGroup(ConnectionSettings.DECLARED);

  private static final Setting<String> PRINCIPAL =
      DECLARED.add(
          Setting.of("principal", SettingType.TEXT)
              .otherwise(
                  "User:" + ROLE,
                  "What Kafka knows each as; "
                      + ROLE
                      + " stands for "
                      + Roles.all().stream().map(Role::name).collect(Collectors.joining(", "))
                      + "."));

  private static final SettingGroup APPLY = new SettingGroup(DECLARED);

  private static final Setting<Boolean> DRY_RUN = APPLY.add(Listings.dryRun());

  private AccessCommand() {}

  /** The {@code access} command. */
  public static CommandLine commandLine(Map<String, String> environment) {
    CommandLine access = new CommandLine(new AccessCommand());
    access.addSubcommand(
        SettingsCommand.of(
            environment,
            "plan",
            "Shows what 'apply' would give, and changes nothing.",
            DECLARED,
            AccessCommand::plan));
    access.addSubcommand(
        SettingsCommand.of(
            environment,
            "apply",
            "Gives the access; what is there already stays.",
            APPLY,
            AccessCommand::apply));
    return access;
  }

  private static int plan(Settings settings, CommandLine line) {
    bindings(settings).forEach(line.getOut()::println);
    line.getOut().flush();
    return 0;
  }

  private static int apply(Settings settings, CommandLine line) {
    if (settings.get(DRY_RUN)) {
      return plan(settings, line);
    }
    List<AclBinding> bindings = bindings(settings);
    AccessPlan.apply(new KafkaClients(ConnectionSettings.of(settings)), bindings);
    line.getOut().println(bindings.size() + " access control lists are in place");
    line.getOut().flush();
    return 0;
  }

  private static List<AclBinding> bindings(Settings settings) {
    return Roles.all().stream()
        .flatMap(
            role ->
                AccessPlan.of(
                    role,
                    settings.get(PRINCIPAL).replace(ROLE, role.name()),
                    ConnectionSettings.of(settings).topics())
                    .stream())
        .toList();
  }
}
