package io.scorestream.sampler;

import io.scorestream.model.TensorFlowRuntime;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.Service;
import io.scorestream.service.activity.ActivityReporter;
import io.scorestream.service.kafka.DeadLetters;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.Unavailable;
import io.scorestream.service.topics.Readiness;
import java.util.concurrent.CancellationException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a milestone's generations when the last of its checkpoints is there. It reads the
 * checkpoints from their first at every start, and makes what the log holds no generations of: the
 * topics are all the state there is. One thread, that of {@link #run}, owns everything.
 */
public final class SamplerService implements Service {

  private static final Logger LOG = LoggerFactory.getLogger(SamplerService.class);

  private final SamplerSettings settings;
  private final KafkaClients clients;
  private volatile boolean stopping;

  /**
   * @param settings all that it needs to know
   */
  public SamplerService(SamplerSettings settings) {
    this.settings = settings;
    this.clients = new KafkaClients(settings.connection());
  }

  @Override
  public void run() {
    if (!Readiness.await(clients, settings.startWait(), () -> stopping)) {
      return;
    }
    requireDevice();
    String instance = settings.instance();
    try (NetworkSampler sampler = new NetworkSampler(settings.device());
        SampledRuns runs = new SampledRuns(clients, instance);
        DeadLetters letters = new DeadLetters(clients, "sampler");
        ActivityReporter activity = new ActivityReporter(clients, "sampler", instance);
        Consumer<String, byte[]> consumer = clients.consumer("sampler-" + instance)) {
      new SamplingLoop(clients, settings.skipBadRecords(), sampler, runs, letters, activity)
          .follow(consumer, () -> stopping);
    } catch (KafkaException e) {
      throw Unavailable.kafka(settings.connection().bootstrapServers(), e);
    } catch (CancellationException stopped) {
      LOG.info("Stopped in the middle of a milestone, which is sampled anew at the next start");
    }
  }

  @Override
  public void stop() {
    stopping = true;
  }

  private void requireDevice() {
    try {
      LOG.info("Sampling on {}", TensorFlowRuntime.start().device(settings.device()));
    } catch (IllegalStateException e) {
      throw new ScorestreamException(
          Reason.UNAVAILABLE,
          e.getMessage(),
          "run: scorestream doctor; or set device=cpu (--device cpu)",
          e);
    }
  }
}
