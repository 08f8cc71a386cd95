package io.scorestream.quickstart;

import io.scorestream.embedded.EmbeddedStack;
import io.scorestream.evaluator.EvaluatorService;
import io.scorestream.evaluator.EvaluatorSettings;
import io.scorestream.producer.ProducerService;
import io.scorestream.producer.ProducerSettings;
import io.scorestream.sampler.SamplerService;
import io.scorestream.sampler.SamplerSettings;
import io.scorestream.service.monitoring.Monitoring;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.settings.SettingGroup;
import io.scorestream.service.settings.Settings;
import io.scorestream.service.settings.SettingsLoader;
import io.scorestream.topics.TopicCatalogue;
import io.scorestream.trainer.TrainerService;
import io.scorestream.trainer.TrainerSettings;
import java.util.HashMap;
import java.util.Map;

/**
 * The four services with the settings that a quickstart gives them: the same that their command
 * lines would.
 */
final class Services {

  private static final String INSTANCE = "quickstart";

  private final Home home;
  private final Monitoring drawing;
  private final Map<String, String> connection;

  /**
   * @param drawing by whose HTTP server the sampler answers
   */
  Services(Home home, EmbeddedStack stack, Monitoring drawing) {
    this.home = home;
    this.drawing = drawing;
    this.connection =
        Map.of(
            "bootstrap.servers",
            stack.bootstrapServers(),
            "registry.url",
            stack.registryUrl(),
            "topic.prefix",
            TopicCatalogue.DEFAULT_PREFIX,
            "instance",
            INSTANCE);
  }

  /** Where Kafka and the registry are. */
  ConnectionSettings connection() {
    Map<String, String> given = new HashMap<>(connection);
    given.remove("instance");
    return ConnectionSettings.of(
        new SettingsLoader(ConnectionSettings.DECLARED).values(given).load());
  }

  /** Starts all four. */
  void startOn(ServiceThreads threads, QuickstartPlan plan) {
    threads.start("trainer", trainer());
    threads.start("producer", producer(plan));
    threads.start("sampler", sampler());
    threads.start("evaluator", evaluator());
  }

  private ProducerService producer(QuickstartPlan plan) {
    Map<String, String> own = new HashMap<>(plan.data().producerSettings());
    own.put("limit", String.valueOf(plan.samples()));
    own.put("rate", String.valueOf(plan.rate()));
    return new ProducerService(ProducerSettings.of(load(ProducerSettings.DECLARED, own)));
  }

  private TrainerService trainer() {
    return new TrainerService(
        TrainerSettings.of(
            load(TrainerSettings.DECLARED, Map.of("cache.dir", home.resolve("cache").toString()))));
  }

  private SamplerService sampler() {
    return new SamplerService(
        SamplerSettings.of(load(SamplerSettings.DECLARED, Map.of())), drawing);
  }

  private EvaluatorService evaluator() {
    return new EvaluatorService(
        EvaluatorSettings.of(
            load(
                EvaluatorSettings.DECLARED,
                Map.of("state.dir", home.resolve("evaluator").toString()))));
  }

  private Settings load(SettingGroup declared, Map<String, String> own) {
    Map<String, String> values = new HashMap<>(connection);
    values.putAll(own);
    return new SettingsLoader(declared).values(values).load();
  }
}
