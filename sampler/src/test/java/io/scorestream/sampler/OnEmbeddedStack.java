package io.scorestream.sampler;

import io.scorestream.embedded.EmbeddedStack;
import io.scorestream.events.GenerationBatch;
import io.scorestream.events.MilestoneReached;
import io.scorestream.events.RecordOffset;
import io.scorestream.events.ScoreWeights;
import io.scorestream.fixtures.PublishedRuns;
import io.scorestream.fixtures.RunningStack;
import io.scorestream.fixtures.SmallRun;
import io.scorestream.fixtures.TestTopics;
import io.scorestream.model.DevicePreference;
import io.scorestream.run.Run;
import io.scorestream.sampler.draw.UntrainedNetworks;
import io.scorestream.sampler.request.RequestLimits;
import io.scorestream.service.kafka.BadRecordPolicy;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.PassedOver;
import io.scorestream.service.monitoring.Monitoring;
import io.scorestream.service.settings.ProcessSettings;
import io.scorestream.topics.Keys;
import io.scorestream.topics.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** Topics of its own for each test, runs and networks on them, and samplers. */
@ExtendWith(RunningStack.class)
abstract class OnEmbeddedStack {

  /** That one request may ask for. */
  static final long MOST_SAMPLES = 1_000_000;

  private static EmbeddedStack stack;

  final Run run = SmallRun.named("small", 50);
  TestTopics topics;
  KafkaClients clients;

  @BeforeAll
  static void start(EmbeddedStack running) {
    Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
    stack = running;
  }

  @BeforeEach
  void createTopics(TestInfo test) {
    String prefix = test.getTestMethod().orElseThrow().getName().replace("_", "-");
    topics = TestTopics.of(stack, prefix).create(4);
    clients = topics.clients();
  }

  /** A sampler on a thread of its own. */
  final class Running {

    private final SamplerService service;
    private final CompletableFuture<Void> run;

    Running(String instance) {
      this(instance, BadRecordPolicy.FAIL);
    }

    Running(String instance, BadRecordPolicy onBadRecord) {
      this(instance, onBadRecord, Monitoring.off());
    }

    Running(String instance, BadRecordPolicy onBadRecord, Monitoring monitoring) {
      service =
          new SamplerService(
              new SamplerSettings(
                  new ProcessSettings(instance, Duration.ZERO, clients.connection()),
                  DevicePreference.CPU,
                  onBadRecord,
                  PassedOver.NONE,
                  new RequestLimits(MOST_SAMPLES)),
              monitoring);
      run = CompletableFuture.runAsync(service::run);
    }

    void stop() {
      service.stop();
      run.join();
    }

    /** How many partitions of the generations topic are this sampler's. */
    int partitions() {
      return service.ownership().grants().size();
    }

    /** How many milestones of the run lie in them. */
    long sampled() {
      Set<Integer> own = service.ownership().grants().keySet();
      return generations().stream()
          .filter(batch -> own.contains(partition(batch.getMilestone())))
          .count();
    }

    /** Waits for its end, and throws what ended it. */
    void ended() throws Throwable {
      try {
        run.join();
      } catch (CompletionException e) {
        throw e.getCause();
      }
    }
  }

  int partition(long milestone) {
    return Keys.generationPartition(
        run.id(), milestone, partitions(clients.topics().generations()));
  }

  int partitions(Topic topic) {
    return clients.partitions(topic);
  }

  static List<ScoreWeights> weights(Run run, long milestone) {
    return SmallRun.weights(run, milestone, UntrainedNetworks.of(run, 1));
  }

  void publishRun(Run run) {
    published().run(run);
  }

  void publishMilestone(Run run, long milestone) {
    published().milestone(run, milestone, UntrainedNetworks.of(run, 1));
  }

  static List<MilestoneReached> reached(Run run, long milestone, List<RecordOffset> weights) {
    return run.shards().stream().map(shard -> SmallRun.reached(shard, milestone, weights)).toList();
  }

  List<RecordOffset> publishWeights(List<ScoreWeights> weights) {
    return published().weights(weights);
  }

  void publish(List<MilestoneReached> reached) {
    published().reached(reached);
  }

  private PublishedRuns published() {
    return new PublishedRuns(topics);
  }

  List<GenerationBatch> generations() {
    return topics.read(clients.topics().generations(), GenerationBatch.class);
  }
}
