package io.scorestream.deployment.docker;

import io.scorestream.control.runs.RunSettings;
import io.scorestream.evaluator.EvaluatorService;
import io.scorestream.evaluator.EvaluatorSettings;
import io.scorestream.producer.ProducerService;
import io.scorestream.producer.ProducerSettings;
import io.scorestream.sampler.SamplerService;
import io.scorestream.sampler.SamplerSettings;
import io.scorestream.service.Service;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.settings.SettingGroup;
import io.scorestream.service.settings.Settings;
import io.scorestream.service.settings.SettingsLoader;
import io.scorestream.service.topics.NewTopics;
import io.scorestream.service.topics.TopicAdministration;
import io.scorestream.steering.RunLog;
import io.scorestream.trainer.TrainerService;
import io.scorestream.trainer.TrainerSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The services of one deployment, supervised, on topics of their own. Owned by one thread. */
final class Pipeline implements AutoCloseable {

  private static final Map<String, String> WAITS = Map.of("start.wait", "2 min");

  private final KafkaClients clients;
  private final Path folder;
  private final List<Supervised> services = new ArrayList<>();

  Pipeline(KafkaClients clients, Path folder) {
    this.clients = clients;
    this.folder = folder;
    new TopicAdministration(clients).apply(new NewTopics(6, NewTopics.CLUSTER_DEFAULT));
  }

  /** Publishes a small run on the draws of a law. */
  void apply(String run, long until) {
    Map<String, String> given =
        Map.of(
            "run", run,
            "law", "mixture",
            "timesteps", "6",
            "shards", "3",
            "hidden.widths", "16",
            "min.steps", "60",
            "max.steps", "60",
            "until", String.valueOf(until));
    SettingGroup declared = new SettingGroup(ConnectionSettings.DECLARED, RunSettings.DECLARED);
    new RunLog(clients).apply(RunSettings.of(load(declared, given)).spec(clients.topics()));
  }

  void produce(int rate, long limit) {
    Map<String, String> given =
        Map.of("law", "mixture", "rate", String.valueOf(rate), "limit", String.valueOf(limit));
    start(
        "producer",
        () -> new ProducerService(ProducerSettings.of(serving(ProducerSettings.DECLARED, given))));
  }

  void train(String instance) {
    Map<String, String> given =
        Map.of(
            "instance",
            instance,
            "cache.dir",
            folder.resolve("cache").toString(),
            "cache.shared",
            "true");
    start(
        instance,
        () -> new TrainerService(TrainerSettings.of(serving(TrainerSettings.DECLARED, given))));
  }

  void sample(String instance) {
    Map<String, String> given = Map.of("instance", instance);
    start(
        instance,
        () -> new SamplerService(SamplerSettings.of(serving(SamplerSettings.DECLARED, given))));
  }

  void evaluate() {
    Map<String, String> given = Map.of("state.dir", folder.resolve("state").toString());
    start(
        "evaluator",
        () ->
            new EvaluatorService(EvaluatorSettings.of(serving(EvaluatorSettings.DECLARED, given))));
  }

  /** Throws what ended a service, where that was not an outage. */
  void requireHealthy() {
    services.forEach(Supervised::requireHealthy);
  }

  /** How often services were started anew. */
  int restarts() {
    return services.stream().mapToInt(Supervised::restarts).sum();
  }

  @Override
  public void close() {
    try {
      for (Supervised service : services) {
        service.stop();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void start(String name, Supplier<Service> factory) {
    services.add(Supervised.start(name, factory));
  }

  private Settings serving(SettingGroup declared, Map<String, String> given) {
    Map<String, String> values = new HashMap<>(given);
    values.putAll(WAITS);
    return load(declared, values);
  }

  private Settings load(SettingGroup declared, Map<String, String> given) {
    Map<String, String> values = new HashMap<>(given);
    values.put("bootstrap.servers", clients.connection().bootstrapServers());
    values.put("registry.url", clients.connection().registryUrl());
    values.put("topic.prefix", clients.topics().prefix());
    return new SettingsLoader(declared).values(values).load();
  }
}
