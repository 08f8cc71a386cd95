package io.scorestream.dashboard.feed;

import io.scorestream.dashboard.board.Board;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.PollingThread;
import io.scorestream.topics.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a board as the topics say: reads them from their starts, what services do from now on, and
 * goes on with what comes. Only committed records are seen. It waits for a broker or a registry
 * that is away, and passes nothing over meanwhile. The thread that it starts owns all of that.
 */
public final class Feed implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final KafkaClients clients;
  private final Board board;
  private final BooleanSupplier watched;
  private final TopicFolds folds;
  private final SourceSizes sizes;
  private final org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final PollingThread thread;
  private long looked = System.nanoTime();

  private Feed(
      KafkaClients clients,
      Board board,
      BooleanSupplier watched,
      Consumer<RuntimeException> failed) {
    this.clients = clients;
    this.board = board;
    this.watched = watched;
    this.folds = new TopicFolds(clients, board);
    this.sizes = new SourceSizes(clients);
    this.consumer = clients.lastingConsumer("dashboard");
    this.thread =
        PollingThread.start(
            "dashboard",
            clients.connection().bootstrapServers(),
            consumer,
            this::follow,
            () -> LOG.debug("the dashboard reads no more"),
            failed);
  }

  /**
   * Begins to read.
   *
   * @param watched whether somebody looks: samples are counted for nobody else
   * @param failed told, on the feed's own thread, what it cannot go on for
   */
  public static Feed start(
      KafkaClients clients,
      Board board,
      BooleanSupplier watched,
      Consumer<RuntimeException> failed) {
    return new Feed(clients, board, watched, failed);
  }

  /** Ends it, and returns when it has ended. */
  @Override
  public void close() {
    stopping.countDown();
    sizes.wakeup();
    thread.close();
  }

  private void follow() {
    try (sizes) {
      List<TopicPartition> first = partitions(TopicFolds.first(clients.topics()));
      List<TopicPartition> rest = partitions(TopicFolds.rest(clients.topics()));
      begin(first, rest);
      consumer.pause(rest);
      readToEnd(first);
      consumer.resume(rest);
      readToEnd(rest);
      board.caughtUp();
      while (true) {
        read();
        look();
      }
    }
  }

  private List<TopicPartition> partitions(List<Topic> topics) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (Topic topic : topics) {
      int count = patiently(() -> clients.partitions(topic));
      IntStream.range(0, count)
          .mapToObj(number -> new TopicPartition(topic.name(), number))
          .forEach(partitions::add);
    }
    return partitions;
  }

  private void begin(List<TopicPartition> first, List<TopicPartition> rest) {
    List<TopicPartition> all = new ArrayList<>(first);
    all.addAll(rest);
    consumer.assign(all);
    consumer.seekToBeginning(all);
    consumer.seekToEnd(
        all.stream().filter(it -> it.topic().equals(clients.topics().activity().name())).toList());
  }

  /** Reads what is there when it begins to. */
  private void readToEnd(List<TopicPartition> partitions) {
    Map<TopicPartition, Long> ends =
        new HashMap<>(patiently(() -> consumer.endOffsets(partitions)));
    while (true) {
      ends.entrySet()
          .removeIf(end -> patiently(() -> consumer.position(end.getKey())) >= end.getValue());
      if (ends.isEmpty()) {
        return;
      }
      read();
    }
  }

  private void read() {
    for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
      patiently(
          () -> {
            folds.fold(record);
            return true;
          });
    }
  }

  /** Once a second. */
  private void look() {
    long now = System.nanoTime();
    if (now - looked < LOOK.toNanos()) {
      return;
    }
    looked = now;
    board.passed(Instant.now());
    if (watched.getAsBoolean()) {
      sizes.look(board);
    }
  }

  /** Does something again and again until what it needs is there. */
  private <T> T patiently(Supplier<T> work) {
    boolean told = false;
    while (true) {
      try {
        return work.get();
      } catch (ScorestreamException e) {
        if (e.reason() != Reason.UNAVAILABLE) {
          throw e;
        }
        told = tell(told, e);
      } catch (RetriableException e) {
        told = tell(told, e);
      }
      pause();
    }
  }

  private static boolean tell(boolean told, RuntimeException why) {
    if (!told) {
      LOG.warn("the dashboard waits, since {}", why.getMessage());
    }
    return true;
  }

  private void pause() {
    try {
      if (stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new WakeupException();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WakeupException();
    }
  }
}
