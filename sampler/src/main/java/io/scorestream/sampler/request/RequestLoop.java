package io.scorestream.sampler.request;

import io.scorestream.events.GenerationReply;
import io.scorestream.events.GenerationRequest;
import io.scorestream.events.RecordOffset;
import io.scorestream.rows.Rows;
import io.scorestream.run.ConditionChoice;
import io.scorestream.run.ReverseChoice;
import io.scorestream.sampler.draw.Draw;
import io.scorestream.sampler.draw.DrawRequest;
import io.scorestream.sampler.draw.Drawing;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.access.RoleNames;
import io.scorestream.service.kafka.BadRecords;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.PollingThread;
import io.scorestream.topics.Topic;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Answers the requests of a topic, which samplers share by its partitions: those of a partition one
 * after the other, and the partitions in turns. Each block of an answer is sent in one transaction
 * with how far its request is answered, so that every request record is answered once, whatever
 * ends or is shared out anew in between. Its thread owns everything.
 */
public final class RequestLoop implements AutoCloseable {

  private static final String GROUP = "requests";
  private static final Duration IDLE = Duration.ofMillis(200);
  private static final Duration BUSY = Duration.ofMillis(5);

  private final Drawing drawing;
  private final RequestLimits limits;
  private final BadRecords badRecords;
  private final Topic topic;
  private final EventReader<GenerationRequest> reader;
  private final Consumer<String, byte[]> consumer;
  private final ReplyLog replies;
  private final Map<TopicPartition, Waiting> waiting = new HashMap<>();
  private final PollingThread thread;

  /** The requests of a partition that are not answered yet. */
  private static final class Waiting {

    private final Deque<ConsumerRecord<String, byte[]>> records = new ArrayDeque<>();
    private @Nullable OffsetAndMetadata committed;
    private @Nullable Draw draw;

    Waiting(@Nullable OffsetAndMetadata committed) {
      this.committed = committed;
    }

    /** How far a request is answered, by this process or by who had the partition before. */
    Optional<AnswerProgress> progress(long offset) {
      return Optional.ofNullable(committed)
          .filter(at -> at.offset() == offset)
          .flatMap(at -> AnswerProgress.read(at.metadata()));
    }

    void answered() {
      records.remove();
      endDraw();
    }

    void endDraw() {
      if (draw != null) {
        draw.close();
        draw = null;
      }
    }
  }

  private RequestLoop(
      KafkaClients clients,
      RoleNames names,
      String instance,
      Drawing drawing,
      RequestLimits limits,
      BadRecords badRecords,
      java.util.function.Consumer<RuntimeException> failed) {
    this.drawing = drawing;
    this.limits = limits;
    this.badRecords = badRecords;
    this.topic = clients.topics().generationRequests();
    this.reader = new EventReader<>(clients.connection(), topic, GenerationRequest.class);
    this.consumer = clients.cooperativeConsumer(names.client(instance, GROUP), names.group(GROUP));
    this.replies =
        new ReplyLog(
            clients.topics().generationReplies(),
            () ->
                clients.transactionalProducer(
                    names.client(instance, GROUP), names.transactionalId(GROUP, instance)));
    this.thread =
        PollingThread.start(
            names.group(GROUP),
            clients.connection().bootstrapServers(),
            consumer,
            this::answer,
            () -> {},
            failed);
  }

  /**
   * Starts to answer.
   *
   * @param names of the sampler's role
   * @param instance names this process
   * @param drawing makes the samples; belongs to the caller
   * @param failed told what ended it, where something did
   */
  public static RequestLoop start(
      KafkaClients clients,
      RoleNames names,
      String instance,
      Drawing drawing,
      RequestLimits limits,
      BadRecords badRecords,
      java.util.function.Consumer<RuntimeException> failed) {
    return new RequestLoop(clients, names, instance, drawing, limits, badRecords, failed);
  }

  @Override
  public void close() {
    thread.close();
  }

  private void answer() {
    try (replies) {
      replies.open();
      consumer.subscribe(List.of(topic.name()), new Listener());
      while (true) {
        consumer
            .poll(isBusy() ? BUSY : IDLE)
            .forEach(record -> at(partition(record)).records.add(record));
        List.copyOf(waiting.keySet()).forEach(this::turn);
      }
    } finally {
      waiting.values().forEach(Waiting::endDraw);
    }
  }

  private boolean isBusy() {
    return waiting.values().stream().anyMatch(partition -> !partition.records.isEmpty());
  }

  private static TopicPartition partition(ConsumerRecord<?, ?> record) {
    return new TopicPartition(record.topic(), record.partition());
  }

  private Waiting at(TopicPartition partition) {
    return waiting.computeIfAbsent(partition, at -> new Waiting(null));
  }

  /** Takes a partition's request one block further; while it has one, no more are fetched. */
  private void turn(TopicPartition partition) {
    Waiting here = at(partition);
    if (here.records.isEmpty()) {
      return;
    }
    consumer.pause(Set.of(partition));
    boolean mine = step(here, here.records.element());
    if (!mine) {
      takeOver(partition);
    }
    if (at(partition).records.isEmpty() && consumer.assignment().contains(partition)) {
      consumer.resume(Set.of(partition));
    }
  }

  /** Whether the partition is still this process's. */
  private boolean step(Waiting here, ConsumerRecord<String, byte[]> record) {
    RecordOffset place = new RecordOffset(record.partition(), record.offset());
    try {
      Draw draw = here.draw;
      if (draw == null) {
        GenerationRequest request = read(record);
        if (request == null) {
          return finish(here, record, List.of());
        }
        draw = drawing.begin(asked(request, here.progress(record.offset())));
        here.draw = draw;
      }
      Optional<Rows> block = draw.poll();
      if (block.isEmpty()) {
        return true;
      }
      List<GenerationReply> parts = Replies.of(place, draw, block.get());
      return draw.isWhole()
          ? finish(here, record, parts)
          : commit(
              here,
              record,
              parts,
              new OffsetAndMetadata(record.offset(), AnswerProgress.of(draw).metadata()));
    } catch (ScorestreamException e) {
      return switch (e.reason()) {
        case USAGE, NO_INPUT, BAD_DATA -> finish(here, record, List.of(Replies.refusal(place, e)));
        case UNAVAILABLE -> {
          // Nothing is wrong with the request: it waits until it can be answered.
          here.endDraw();
          yield true;
        }
        default -> throw e;
      };
    }
  }

  /**
   * A request; {@code null} where there is none any more. One that cannot be read is kept, and
   * refused like any other that cannot be answered, also for a schema that no registry has: nothing
   * of the data is lost by going on, so that nobody outside ends a sampler.
   */
  private @Nullable GenerationRequest read(ConsumerRecord<String, byte[]> record) {
    try {
      return reader.read(record);
    } catch (ScorestreamException e) {
      ScorestreamException bad =
          e.reason() == Reason.CONFLICT
              ? new ScorestreamException(Reason.BAD_DATA, e.getMessage(), e.remedy(), e)
              : e;
      badRecords.refuse(record, bad);
      throw bad;
    }
  }

  private DrawRequest asked(GenerationRequest request, Optional<AnswerProgress> progress) {
    Long milestone = request.getMilestone();
    DrawRequest asked =
        new DrawRequest(
            request.getRun(),
            milestone == null ? OptionalLong.empty() : OptionalLong.of(milestone),
            limits.count(request.getCount()),
            limits.seed(request.getSeed()),
            ReverseChoice.of(request.getUpdate(), request.getSteps()),
            new ConditionChoice(request.getWhere(), request.getGuidance()));
    return progress.map(sent -> sent.rest(asked)).orElse(asked);
  }

  private boolean finish(
      Waiting here, ConsumerRecord<String, byte[]> record, List<GenerationReply> last) {
    boolean mine = commit(here, record, last, new OffsetAndMetadata(record.offset() + 1));
    if (mine) {
      here.answered();
    }
    return mine;
  }

  private boolean commit(
      Waiting here,
      ConsumerRecord<String, byte[]> record,
      List<GenerationReply> parts,
      OffsetAndMetadata answered) {
    boolean mine = replies.commit(record, parts, answered, consumer.groupMetadata());
    if (mine) {
      here.committed = answered;
    }
    return mine;
  }

  /** Begins a partition where the last commit of whoever had it says. */
  private void takeOver(TopicPartition partition) {
    leave(partition);
    if (consumer.assignment().contains(partition)) {
      OffsetAndMetadata committed = consumer.committed(Set.of(partition)).get(partition);
      waiting.put(partition, new Waiting(committed));
      if (committed == null) {
        consumer.seekToBeginning(Set.of(partition));
      } else {
        consumer.seek(partition, committed);
      }
    }
  }

  private void leave(TopicPartition partition) {
    Waiting left = waiting.remove(partition);
    if (left != null) {
      left.endDraw();
    }
  }

  /** Called from within poll, on the loop's thread. */
  private final class Listener implements ConsumerRebalanceListener {

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      partitions.forEach(RequestLoop.this::takeOver);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      partitions.forEach(RequestLoop.this::leave);
    }
  }
}
