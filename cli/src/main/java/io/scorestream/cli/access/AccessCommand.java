package io.scorestream.cli.access;

import io.scorestream.cli.listing.JsonText;
import io.scorestream.cli.listing.Listings;
import io.scorestream.control.access.ClientRole;
import io.scorestream.producer.ProducerRole;
import io.scorestream.service.access.AccessPlan;
import io.scorestream.service.access.Role;
import io.scorestream.service.command.SettingsCommand;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.settings.Constraint;
import io.scorestream.service.settings.DataSize;
import io.scorestream.service.settings.Setting;
import io.scorestream.service.settings.SettingGroup;
import io.scorestream.service.settings.SettingType;
import io.scorestream.service.settings.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
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

  private static final Setting<Optional<List<String>>> FROM_TOPIC =
      DECLARED.add(
          Setting.of("from.topic", SettingType.LIST)
              .optional(
                  "Topics of others that producers stream samples from, with commas between them:"
                      + " producers may read them too."));

  private static final Setting<DataSize> CLIENT_RATE =
      DECLARED.add(
          Setting.of("client.rate", SettingType.SIZE)
              .where(new Constraint<>(size -> size.bytes() > 0, "more than nothing"))
              .otherwise(
                  DataSize.parse("64 MiB"),
                  "What the user client may write to each broker within a second, and read as much;"
                      + " beyond it the broker lets it wait, so that the services go on."));

  private static final SettingGroup PLAN = new SettingGroup(DECLARED);

  private static final Setting<Boolean> JSON = PLAN.add(Listings.json());

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
            PLAN,
            (settings, line) -> print(settings, settings.get(JSON), line)));
    access.addSubcommand(
        SettingsCommand.of(
            environment,
            "apply",
            "Gives the access; what is there already stays.",
            APPLY,
            AccessCommand::apply));
    return access;
  }

  private static int print(Settings settings, boolean asJson, CommandLine line) {
    List<AclBinding> bindings = bindings(settings);
    List<ClientQuotaAlteration> quotas = quotas(settings);
    if (asJson) {
      JsonText.print(
          line.getOut(),
          Stream.concat(
                  bindings.stream().map(AccessCommand::fields),
                  quotas.stream().map(AccessCommand::fields))
              .toList());
    } else {
      bindings.forEach(line.getOut()::println);
      quotas.forEach(quota -> line.getOut().println("quota " + fields(quota)));
      line.getOut().flush();
    }
    return 0;
  }

  private static Map<String, Object> fields(AclBinding binding) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("principal", binding.entry().principal());
    fields.put("host", binding.entry().host());
    fields.put("operation", word(binding.entry().operation()));
    fields.put("permission", word(binding.entry().permissionType()));
    fields.put("resource", word(binding.pattern().resourceType()));
    fields.put("pattern", word(binding.pattern().patternType()));
    fields.put("name", binding.pattern().name());
    return fields;
  }

  private static Map<String, Object> fields(ClientQuotaAlteration quota) {
    Map<String, Object> fields = new LinkedHashMap<>(quota.entity().entries());
    quota.ops().forEach(op -> fields.put(op.key(), op.value()));
    return fields;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static int apply(Settings settings, CommandLine line) {
    if (settings.get(DRY_RUN)) {
      return print(settings, /* asJson= */ false, line);
    }
    List<AclBinding> bindings = bindings(settings);
    AccessPlan.apply(new KafkaClients(ConnectionSettings.of(settings)), bindings, quotas(settings));
    line.getOut()
        .println(
            bindings.size()
                + " access control lists are in place, and the quota of clients, "
                + settings.get(CLIENT_RATE)
                + " a second");
    line.getOut().flush();
    return 0;
  }

  private static List<AclBinding> bindings(Settings settings) {
    Stream<AclBinding> own =
        Roles.all().stream()
            .flatMap(
                role ->
                    AccessPlan.of(
                        role, principal(role, settings), ConnectionSettings.of(settings).topics())
                        .stream());
    Stream<AclBinding> others =
        settings.get(FROM_TOPIC).stream()
            .flatMap(List::stream)
            .map(topic -> AccessPlan.reading(principal(ProducerRole.ROLE, settings), topic));
    return Stream.concat(own, others).toList();
  }

  private static List<ClientQuotaAlteration> quotas(Settings settings) {
    return List.of(
        AccessPlan.quota(principal(ClientRole.ROLE, settings), settings.get(CLIENT_RATE).bytes()));
  }

  private static String principal(Role role, Settings settings) {
    return settings.get(PRINCIPAL).replace(ROLE, role.name());
  }
}
