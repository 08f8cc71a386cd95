package io.scorestream.evaluator.tracking;

import static java.util.Objects.requireNonNull;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.scorestream.events.Metric;
import io.scorestream.events.RunSpec;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.access.RoleNames;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.PollingThread;
import io.scorestream.service.kafka.TopicScan;
import io.scorestream.topics.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives MLflow every metric of the deployment. A thread of its own: evaluation does not wait for
 * MLflow, and goes on without it.
 *
 * <p>One evaluator of all delivers: the member of a group that has the one partition of the topic
 * of runs. It reads the metric topics from where that group has come to, and commits behind each
 * delivery, which Kafka refuses to one that the group has given up. What was delivered but not
 * committed before a crash is delivered again, with the same name, value, step and time: MLflow's
 * databases keep such a metric once, its folders of files twice. A run is found by its tags, and so
 * made once.
 */
public final class MetricDelivery {

  private static final Logger LOG = LoggerFactory.getLogger(MetricDelivery.class);
  private static final String NAME = "mlflow";
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /** How long the end waits for the group to be shared out. */
  private static final Duration SETTLING = Duration.ofSeconds(5);

  /** Kafka forgets, after some days, offsets that nobody commits. */
  private static final Duration COMMIT_ANYWAY = Duration.ofHours(1);

  private final KafkaClients clients;
  private final Mlflow mlflow;
  private final Consumer<String, byte[]> group;
  private final Map<String, EventReader<Metric>> readers;
  private final Map<MeasuredRun, String> runs = new HashMap<>();
  private final Set<TopicPartition> partitions = new HashSet<>();

  private boolean isOurs;

  /** Whether something was delivered that is not committed. */
  private boolean isOwed;

  private Duration pause = FIRST_PAUSE;
  private long nextTry = System.nanoTime();

  /** A run in one of its lives. */
  private record MeasuredRun(String run, int incarnation) {}

  private MetricDelivery(KafkaClients clients, RoleNames names, MlflowServer server) {
    this.clients = clients;
    this.mlflow = new Mlflow(server);
    this.group = clients.cooperativeConsumer(names.client(NAME), names.group(NAME));
    this.readers =
        clients.topics().metrics().stream()
            .collect(
                toMap(
                    Topic::name,
                    topic -> new EventReader<>(clients.connection(), topic, Metric.class)));
    for (Topic topic : clients.topics().metrics()) {
      for (int number = 0; number < clients.partitions(topic); number++) {
        partitions.add(new TopicPartition(topic.name(), number));
      }
    }
  }

  /**
   * Starts it.
   *
   * @param names of the role that delivers, which reads the metric topics and that of the runs
   * @param server who is given them
   * @param failed told what ended it, where it was not asked to end
   */
  public static PollingThread start(
      KafkaClients clients,
      RoleNames names,
      MlflowServer server,
      java.util.function.Consumer<RuntimeException> failed) {
    MetricDelivery delivery = new MetricDelivery(clients, names, server);
    return PollingThread.start(
        NAME,
        clients.connection().bootstrapServers(),
        delivery.group,
        delivery::deliver,
        () -> LOG.info("metrics are no longer delivered to MLflow"),
        failed);
  }

  private void deliver() {
    group.subscribe(List.of(clients.topics().runs().name()), new Ownership());
    while (true) {
      group.poll(POLL);
      if (isOurs) {
        deliverAll();
      }
    }
  }

  /** Goes on until another member is to deliver. */
  private void deliverAll() {
    LOG.info("metrics are delivered to MLflow");
    runs.clear();
    isOwed = false;
    try (Consumer<String, byte[]> metrics = clients.lastingConsumer(NAME)) {
      metrics.assign(partitions);
      metrics.seekToBeginning(partitions);
      group.committed(partitions).forEach((at, done) -> seek(metrics, at, done));
      try {
        deliver(metrics);
      } catch (WakeupException e) {
        settle(metrics);
        throw e;
      }
    }
  }

  private void deliver(Consumer<String, byte[]> metrics) {
    long committed = System.nanoTime();
    List<ConsumerRecord<String, byte[]>> waiting = List.of();
    while (isOurs) {
      group.poll(waiting.isEmpty() ? Duration.ZERO : POLL);
      // What is committed is up to where was read: nothing more is, before that is.
      if (waiting.isEmpty() && !isOwed) {
        waiting = new ArrayList<>();
        metrics.poll(POLL).forEach(waiting::add);
      }
      if (!waiting.isEmpty() && deliver(waiting)) {
        waiting = List.of();
        isOwed = true;
      }
      boolean isLate = System.nanoTime() - committed > COMMIT_ANYWAY.toNanos();
      if (isOwed || (isLate && waiting.isEmpty())) {
        commit(metrics);
        committed = System.nanoTime();
      }
    }
  }

  /**
   * Commits what was delivered also where the thread is asked to end, or the group is being shared
   * out anew just then: who delivers next would deliver it again.
   */
  private void settle(Consumer<String, byte[]> metrics) {
    long until = System.nanoTime() + SETTLING.toNanos();
    while (isOwed && isOurs && System.nanoTime() < until) {
      group.poll(POLL);
      if (isOurs) {
        commit(metrics);
      }
    }
  }

  private static void seek(
      Consumer<String, byte[]> metrics, TopicPartition at, @Nullable OffsetAndMetadata done) {
    if (done != null) {
      metrics.seek(at, done);
    }
  }

  private void commit(Consumer<String, byte[]> metrics) {
    try {
      group.commitSync(
          partitions.stream()
              .collect(toMap(identity(), at -> new OffsetAndMetadata(metrics.position(at)))));
      isOwed = false;
    } catch (RebalanceInProgressException e) {
      LOG.debug("the group changes; what was delivered is committed after that", e);
    } catch (CommitFailedException e) {
      LOG.debug("the group has given this member up; what is not committed is delivered again", e);
      isOwed = false;
    }
  }

  /** Whether all were delivered; where not, the same are tried again after a pause. */
  private boolean deliver(List<ConsumerRecord<String, byte[]>> records) {
    if (System.nanoTime() - nextTry < 0) {
      return false;
    }
    try {
      for (Map.Entry<MeasuredRun, List<TrackedMetric>> run : byRun(records).entrySet()) {
        List<TrackedMetric> metrics = run.getValue();
        for (int from = 0; from < metrics.size(); from += Mlflow.MOST_METRICS) {
          log(
              run.getKey(),
              metrics.subList(from, Math.min(metrics.size(), from + Mlflow.MOST_METRICS)));
        }
      }
      pause = FIRST_PAUSE;
      return true;
    } catch (IOException e) {
      LOG.warn(
          "MLflow does not take metrics; the next try is in {} s: {}",
          pause.toSeconds(),
          e.toString());
    } catch (ScorestreamException e) {
      LOG.warn(
          "metrics cannot be read; the next try is in {} s: {}", pause.toSeconds(), e.toString());
    }
    nextTry = System.nanoTime() + pause.toNanos();
    pause =
        pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
    return false;
  }

  private void log(MeasuredRun run, List<TrackedMetric> metrics) throws IOException {
    String id = runs.get(run);
    if (id == null) {
      id = find(run, metrics.get(0).timestamp());
      runs.put(run, id);
    }
    try {
      mlflow.log(id, metrics);
    } catch (MlflowException e) {
      runs.remove(run);
      if (!e.isRefusal()) {
        throw e;
      }
      LOG.warn(
          "MLflow refuses {} metrics of run {}, which are left out: {}",
          metrics.size(),
          run.run(),
          e.getMessage());
    }
  }

  private String find(MeasuredRun run, long began) throws IOException {
    String id =
        mlflow.run(
            mlflow.experiment(clients.topics().prefix()),
            run.run(),
            Map.of(
                "scorestream.run", run.run(),
                "scorestream.incarnation", String.valueOf(run.incarnation())),
            began);
    Optional<RunSpec> spec = specification(run.run());
    if (spec.isPresent()) {
      tell(id, spec.get());
    }
    return id;
  }

  /** Metrics do not wait for parameters that MLflow never takes. */
  private void tell(String id, RunSpec spec) throws IOException {
    try {
      mlflow.tell(id, RunParameters.of(spec));
    } catch (MlflowException e) {
      if (!e.isRefusal()) {
        throw e;
      }
      LOG.warn(
          "MLflow refuses the parameters of run {}, which are left out: {}",
          spec.getRun(),
          e.getMessage());
    }
  }

  /** The first of an id counts for ever. */
  private Optional<RunSpec> specification(String run) {
    Topic topic = clients.topics().runs();
    EventReader<RunSpec> reader = new EventReader<>(clients.connection(), topic, RunSpec.class);
    AtomicReference<RunSpec> first = new AtomicReference<>();
    TopicScan.all(
        clients,
        topic,
        record -> {
          if (run.equals(record.key())) {
            first.compareAndSet(null, reader.read(record));
          }
        });
    return Optional.ofNullable(first.get());
  }

  private Map<MeasuredRun, List<TrackedMetric>> byRun(
      List<ConsumerRecord<String, byte[]>> records) {
    Map<MeasuredRun, List<TrackedMetric>> byRun = new LinkedHashMap<>();
    for (ConsumerRecord<String, byte[]> record : records) {
      Metric metric = read(record);
      if (metric != null) {
        TrackedMetric tracked = TrackedMetric.of(metric, record.timestamp());
        if (tracked.isFinite()) {
          byRun
              .computeIfAbsent(
                  new MeasuredRun(metric.getRun(), metric.getIncarnation()),
                  run -> new ArrayList<>())
              .add(tracked);
        }
      }
    }
    return byRun;
  }

  /** What is no metric is told by those that evaluate, and passed over here. */
  private @Nullable Metric read(ConsumerRecord<String, byte[]> record) {
    try {
      return requireNonNull(readers.get(record.topic())).read(record);
    } catch (ScorestreamException e) {
      if (e.reason() == Reason.BAD_DATA) {
        LOG.warn("passed over by what is delivered to MLflow: {}", e.getMessage());
        return null;
      }
      throw e;
    }
  }

  /** Whether this member is the one that delivers. */
  private final class Ownership implements ConsumerRebalanceListener {

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
      group.pause(assigned);
      isOurs |= !assigned.isEmpty();
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
      isOurs &= revoked.isEmpty();
    }
  }
}
