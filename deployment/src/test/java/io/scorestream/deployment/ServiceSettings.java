package io.scorestream.deployment;

import io.scorestream.control.runs.RunSettings;
import io.scorestream.dashboard.DashboardSettings;
import io.scorestream.evaluator.EvaluatorSettings;
import io.scorestream.producer.ProducerSettings;
import io.scorestream.sampler.SamplerSettings;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.settings.Setting;
import io.scorestream.service.settings.SettingGroup;
import io.scorestream.trainer.TrainerSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What may be set of the services that the compose file has, by the services' own words. */
final class ServiceSettings {

  /** One value for all replicas of a service would be wrong. */
  private static final Set<String> BY_REPLICA = Set.of("SCORESTREAM_INSTANCE");

  private ServiceSettings() {}

  /** The settings of each service, in the order in which data flows through them. */
  static Map<String, SettingGroup> byService() {
    Map<String, SettingGroup> services = new LinkedHashMap<>();
    services.put("producer", ProducerSettings.DECLARED);
    services.put("run", new SettingGroup(ConnectionSettings.DECLARED, RunSettings.DECLARED));
    services.put("trainer", TrainerSettings.DECLARED);
    services.put("sampler", SamplerSettings.DECLARED);
    services.put("evaluator", EvaluatorSettings.DECLARED);
    services.put("dashboard", DashboardSettings.DECLARED);
    return services;
  }

  /** The variables of a service's settings. */
  static Set<String> variables(SettingGroup declared) {
    return declared.all().stream()
        .map(Setting::variable)
        .filter(name -> !BY_REPLICA.contains(name))
        .collect(Collectors.toSet());
  }
}
