package io.scorestream.bench;

import io.scorestream.events.Metric;
import io.scorestream.events.MilestoneReached;
import io.scorestream.events.MilestoneSpec;
import io.scorestream.events.OptimiserSpec;
import io.scorestream.events.RunSpec;
import io.scorestream.events.codec.SampleBatches;
import io.scorestream.producer.SampleSender;
import io.scorestream.rows.Rows;
import io.scorestream.run.RunDraft;
import io.scorestream.run.encoding.Standardiser;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.TopicScan;
import io.scorestream.service.settings.SettingsLoader;
import io.scorestream.service.topics.SourcePlaces;
import io.scorestream.topics.MetricName;
import io.scorestream.topics.Topic;
import io.scorestream.trainer.TrainerService;
import io.scorestream.trainer.TrainerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Runs of a benchmark's own: their specification, their samples, and a trainer for them. */
final class BenchRun {

  /** Its first milestone; each later one is twice the one before. */
  static final long FIRST = 256;

  private static final int RECORD = 128;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private BenchRun() {}

  /**
   * A run on a source of its own name, whose law is not known, with the networks that a run of its
   * dimension has by default.
   *
   * @param steps of each milestone
   */
  static RunSpec spec(
      Broker broker, String run, int dimension, int timesteps, int shards, int steps, long last) {
    String topic = broker.clients().topics().samples().name();
    Standardiser standardiser = new Standardiser(new double[dimension], 1);
    RunSpec spec = new RunDraft(run, topic, run, standardiser, null, timesteps, last, 7).spec();
    return RunSpec.newBuilder(spec)
        .setShards(shards)
        .setOptimiser(
            OptimiserSpec.newBuilder(spec.getOptimiser())
                .setMinSteps(steps)
                .setMaxSteps(steps)
                .build())
        .setMilestones(new MilestoneSpec(FIRST, 2.0, last))
        .build();
  }

  /** Publishes a specification. */
  static void apply(Broker broker, RunSpec spec) {
    try (var producer = broker.clients().producer("apply")) {
      producer
          .send(
              new ProducerRecord<>(broker.clients().topics().runs().name(), 0, spec.getRun(), spec))
          .get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends samples {@code from} to {@code to − 1} of a source; all are acknowledged then. */
  static void send(Broker broker, String source, int dimension, long from, long to) {
    Rows rows = PointClouds.GAUSSIAN.x(RECORD, dimension);
    try (SampleSender sender =
        new SampleSender(
            broker.clients(), source, SourcePlaces.initial(broker.clients(), source))) {
      for (long sent = from; sent < to; sent += RECORD) {
        int count = (int) Math.min(RECORD, to - sent);
        Rows part = Rows.zeros(count, dimension);
        System.arraycopy(rows.numbers(), 0, part.numbers(), 0, part.numbers().length);
        require(sender.offer(SampleBatches.batch(source, sent, part), PATIENCE));
      }
      require(sender.settled(PATIENCE));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void require(boolean taken) {
    if (!taken) {
      throw new IllegalStateException("Kafka took nothing for " + PATIENCE);
    }
  }

  /**
   * The milestones of a run so far.
   *
   * @param events with the time at which each was made, in milliseconds
   */
  record Reached(Map<MilestoneReached, Long> events) {

    /** How many shards have come to a milestone. */
    long shards(long milestone) {
      return events.keySet().stream().filter(it -> it.getMilestone() == milestone).count();
    }

    /** When the last of them did, in milliseconds. */
    long last(long milestone) {
      return events.entrySet().stream()
          .filter(it -> it.getKey().getMilestone() == milestone)
          .mapToLong(Map.Entry::getValue)
          .max()
          .orElseThrow();
    }
  }

  /** What is committed of a run by now. */
  static Reached reached(Broker broker, String run) {
    Topic topic = broker.clients().topics().milestones();
    Map<MilestoneReached, Long> events = new HashMap<>();
    each(
        broker,
        topic,
        MilestoneReached.class,
        (record, event) -> {
          if (event.getRun().equals(run)) {
            events.put(event, record.timestamp());
          }
        });
    return new Reached(events);
  }

  /** A number that a trainer says of some milestones, summed over all shards. */
  static double sum(Broker broker, String run, MetricName name, List<Long> milestones) {
    double[] sum = {0};
    each(
        broker,
        broker.clients().topics().trainingMetrics(),
        Metric.class,
        (record, metric) -> {
          if (metric.getRun().equals(run)
              && metric.getMetric().equals(name.text())
              && milestones.contains(metric.getMilestone())) {
            sum[0] += metric.getValue();
          }
        });
    return sum[0];
  }

  private static <V extends SpecificRecord> void each(
      Broker broker,
      Topic topic,
      Class<V> type,
      BiConsumer<ConsumerRecord<String, byte[]>, V> take) {
    EventReader<V> reader = new EventReader<>(broker.clients().connection(), topic, type);
    TopicScan.all(
        broker.clients(),
        topic,
        record -> {
          V event = reader.read(record);
          if (event != null) {
            take.accept(record, event);
          }
        });
  }

  /** A trainer of one run. */
  static TrainerService trainer(Broker broker, Path cache, String run) {
    Map<String, String> values = new HashMap<>(broker.connection());
    values.put("cache.dir", cache.toString());
    values.put("runs", run);
    return new TrainerService(
        TrainerSettings.of(new SettingsLoader(TrainerSettings.DECLARED).values(values).load()));
  }
}
