package io.scorestream.deployment;

import io.scorestream.control.runs.RunSettings;
import io.scorestream.evaluator.EvaluatorSettings;
import io.scorestream.producer.ProducerSettings;
import io.scorestream.sampler.SamplerSettings;
import io.scorestream.service.settings.SettingsLoader;
import io.scorestream.trainer.TrainerSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;

/** What may be set of the services that the compose file has, by the services' own words. */
final class ServiceSettings {

  /** One value for all replicas of a service would be wrong. */
  private static final Set<String> BY_REPLICA = Set.of("SCORESTREAM_INSTANCE");

  private ServiceSettings() {}

  /** The settings of each service, in the order in which data flows through them. */
  static Map<String, ConfigDef> byService() {
    Map<String, ConfigDef> services = new LinkedHashMap<>();
    services.put("producer", ProducerSettings.DEFINITION);
    services.put("run", RunSettings.DEFINITION);
    services.put("trainer", TrainerSettings.DEFINITION);
    services.put("sampler", SamplerSettings.DEFINITION);
    services.put("evaluator", EvaluatorSettings.DEFINITION);
    return services;
  }

  /** The variables of a service's settings. */
  static Set<String> variables(ConfigDef declared) {
    return declared.names().stream()
        .map(SettingsLoader::variable)
        .filter(name -> !BY_REPLICA.contains(name))
        .collect(Collectors.toSet());
  }
}
