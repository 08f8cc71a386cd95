package io.scorestream.trainer;

import static org.awaitility.Awaitility.await;

import io.scorestream.diffusion.process.Seeds;
import io.scorestream.embedded.EmbeddedStack;
import io.scorestream.events.DriftState;
import io.scorestream.events.Metric;
import io.scorestream.events.MilestoneReached;
import io.scorestream.events.RunSpec;
import io.scorestream.events.SampleBatch;
import io.scorestream.events.ScoreCheckpoint;
import io.scorestream.events.codec.SampleBatches;
import io.scorestream.run.Checkpoints;
import io.scorestream.run.network.TimestepState;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.TopicScan;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.settings.SettingsLoader;
import io.scorestream.service.topics.NewTopics;
import io.scorestream.service.topics.TopicAdministration;
import io.scorestream.topics.Keys;
import io.scorestream.topics.Topic;
import io.scorestream.topics.TopicCatalogue;
import io.scorestream.trainer.contract.TrainerRole;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.GroupState;

/** Topics of their own on a shared stack, written and read as the other services do. */
public final class Deployment {

  private static final int BATCH = 10;

  private final ConnectionSettings connection;
  private final KafkaClients clients;
  private final Path cache;

  Deployment(EmbeddedStack stack, String prefix, Path folder) {
    this(
        new ConnectionSettings(
            stack.bootstrapServers(), stack.registryUrl(), new TopicCatalogue(prefix), Map.of()),
        folder);
  }

  public Deployment(ConnectionSettings connection, Path folder) {
    this.connection = connection;
    this.clients = new KafkaClients(connection);
    this.cache = folder.resolve(connection.topics().prefix());
    new TopicAdministration(clients).apply(new NewTopics(6, NewTopics.CLUSTER_DEFAULT));
  }

  public KafkaClients clients() {
    return clients;
  }

  public Path cache() {
    return cache;
  }

  public RunSpec.Builder small(String run) {
    return Specs.small(run, clients.topics().samples().name());
  }

  public void apply(RunSpec spec) {
    write(clients.topics().runs(), spec.getRun(), spec);
  }

  /** Sends samples {@code from} to {@code to - 1}, ten a record; the same each time. */
  public void send(String source, int from, int to) {
    send(source, from, to, 1.5);
  }

  /** The same with another spread. */
  void send(String source, int from, int to, double spread) {
    RandomGenerator rng = Seeds.generator(11);
    float[] samples = new float[2 * to];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.5 + spread * rng.nextGaussian());
    }
    for (int first = from; first < to; first += BATCH) {
      int end = Math.min(to, first + BATCH);
      send(SampleBatches.batch(source, first, 2, Arrays.copyOfRange(samples, 2 * first, 2 * end)));
    }
  }

  void send(SampleBatch batch) {
    write(clients.topics().samples(), batch.getSource(), batch);
  }

  void send(ScoreCheckpoint checkpoint) {
    String key = Keys.checkpoint(checkpoint.getRun(), checkpoint.getTimestep());
    Topic topic = clients.topics().checkpoints();
    write(topic, Keys.partition(checkpoint.getRun(), clients.partitions(topic)), key, checkpoint);
  }

  void sendBytes(byte[] value) {
    try (Producer<byte[], byte[]> producer = clients.rawProducer("test")) {
      producer.send(new ProducerRecord<>(clients.topics().samples().name(), value)).get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** A trainer that runs. */
  record Running(TrainerService service, CompletableFuture<Void> end) {
    void stop() {
      service.stop();
      end.join();
    }
  }

  Running start(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("bootstrap.servers", connection.bootstrapServers());
    all.put("registry.url", connection.registryUrl());
    all.put("topic.prefix", connection.topics().prefix());
    all.putIfAbsent("cache.dir", cache.toString());
    all.put("device", "cpu");
    TrainerService service =
        new TrainerService(
            TrainerSettings.of(new SettingsLoader(TrainerSettings.DECLARED).values(all).load()));
    return new Running(service, CompletableFuture.runAsync(service::run));
  }

  /** How many shards' partitions each trainer of the group has; empty while they are shared out. */
  List<Integer> shares() {
    return members().stream().map(member -> member.assignment().topicPartitions().size()).toList();
  }

  List<String> memberIds() {
    return members().stream().map(MemberDescription::consumerId).toList();
  }

  /** The group's members; empty while its partitions are shared out. */
  Collection<MemberDescription> members() {
    String group = TrainerRole.ROLE.names(clients.topics()).group();
    try (Admin admin = clients.admin()) {
      ConsumerGroupDescription description =
          admin.describeConsumerGroups(List.of(group)).describedGroups().get(group).get();
      return description.groupState() == GroupState.STABLE ? description.members() : List.of();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  public List<MilestoneReached> milestones() {
    return read(clients.topics().milestones(), MilestoneReached.class);
  }

  /** What the networks of a milestone are. */
  List<TimestepState> states(long milestone) {
    return checkpoints(milestone).stream().map(Checkpoints::state).toList();
  }

  /** Waits for so many milestones; throws what ended the trainer, where something did. */
  void awaitMilestones(Running trainer, int count) {
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              if (trainer.end().isDone()) {
                trainer.end().join();
              }
              return milestones().size() >= count;
            });
  }

  List<ScoreCheckpoint> checkpoints(long milestone) {
    return checkpoints().stream()
        .filter(checkpoint -> checkpoint.getMilestone() == milestone)
        .toList();
  }

  public List<ScoreCheckpoint> checkpoints() {
    return read(clients.topics().checkpoints(), ScoreCheckpoint.class);
  }

  List<DriftState> drift() {
    return read(clients.topics().drift(), DriftState.class);
  }

  public List<SampleBatch> samples() {
    return read(clients.topics().samples(), SampleBatch.class);
  }

  /** Milestones with the time in milliseconds at which they were written. */
  public void milestonesAt(BiConsumer<Long, MilestoneReached> each) {
    Topic topic = clients.topics().milestones();
    EventReader<MilestoneReached> reader =
        new EventReader<>(connection, topic, MilestoneReached.class);
    TopicScan.all(clients, topic, record -> each.accept(record.timestamp(), reader.read(record)));
  }

  List<Metric> metrics() {
    return read(clients.topics().trainingMetrics(), Metric.class);
  }

  List<ConsumerRecord<String, byte[]>> deadLetters() {
    List<ConsumerRecord<String, byte[]>> letters = new ArrayList<>();
    TopicScan.all(clients, clients.topics().deadLetters(), letters::add);
    return letters;
  }

  private <V extends SpecificRecord> List<V> read(Topic topic, Class<V> type) {
    EventReader<V> reader = new EventReader<>(connection, topic, type);
    List<V> events = new ArrayList<>();
    TopicScan.all(clients, topic, record -> events.add(reader.read(record)));
    return events;
  }

  private void write(Topic topic, String key, SpecificRecord event) {
    write(topic, 0, key, event);
  }

  private void write(Topic topic, int partition, String key, SpecificRecord event) {
    try (Producer<String, SpecificRecord> producer = clients.producer("test")) {
      producer.send(new ProducerRecord<>(topic.name(), partition, key, event)).get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
