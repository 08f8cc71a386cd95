package io.scorestream.producer;

import io.scorestream.events.SampleBatch;
import io.scorestream.events.SourceInfo;
import io.scorestream.events.codec.SampleBatches;
import io.scorestream.ingest.SampleSource;
import io.scorestream.rows.Rows;
import io.scorestream.service.Service;
import io.scorestream.service.activity.Activity;
import io.scorestream.service.activity.ActivityReporter;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.monitoring.Monitoring;
import io.scorestream.service.topics.Readiness;
import io.scorestream.service.topics.SourceEnd;
import io.scorestream.service.topics.SourcePlaces;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Streams a source's samples to the samples topic, going on where the topic's last batch of the
 * source ends. Neither a stop nor a failure loses or repeats a sample.
 *
 * <p>It ends when the limit or the end of the file is reached and Kafka has acknowledged all; one
 * that is told to stay waits for its stop after that. A file that is followed has no end.
 */
public final class ProducerService implements Service {

  private static final Logger LOG = LoggerFactory.getLogger(ProducerService.class);
  private static final Duration PATIENCE = Duration.ofMillis(100);

  /** How often a source that has given all it has is asked for more. */
  private static final Duration LOOK = Duration.ofMillis(500);

  private final ProducerSettings settings;
  private final KafkaClients clients;
  private final Monitoring monitoring;
  private final CountDownLatch stopping = new CountDownLatch(1);

  /**
   * @param settings what to stream, and where to
   */
  public ProducerService(ProducerSettings settings) {
    this(settings, Monitoring.off());
  }

  /**
   * @param settings what to stream, and where to
   * @param monitoring what it is seen through
   */
  public ProducerService(ProducerSettings settings, Monitoring monitoring) {
    this.settings = settings;
    this.monitoring = monitoring;
    this.clients = new KafkaClients(settings.process().connection(), monitoring.meters());
  }

  @Override
  public void run() {
    try {
      if (settings.fromTopic().isPresent()) {
        if (isReady()) {
          new TopicSamples(settings, clients, stopping).run();
          stay();
        }
      } else {
        streamSource();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void streamSource() throws InterruptedException {
    try (SampleSource opened = settings.openSource()) {
      opened.notices().forEach(word -> LOG.warn("{}: {}", opened, word));
      if (isReady()) {
        stream(opened);
      }
    }
  }

  /**
   * What {@link #run} would send. Nothing is written.
   *
   * @throws io.scorestream.service.ScorestreamException as {@link #run} would
   */
  public Prospect foresee() {
    if (settings.fromTopic().isPresent()) {
      return new TopicSamples(settings, clients, stopping).foresee();
    }
    try (SampleSource opened = settings.openSource()) {
      Optional<SourceInfo> before = SourcePlaces.described(clients, settings.sourceId());
      try (SampleSource source = described(opened, before)) {
        Outset outset = outset(source, before);
        long end = end(source);
        return new Prospect(
            outset.info(),
            source.size(),
            opened.summaries(),
            opened.notices(),
            before.isEmpty(),
            outset.start(),
            end == Long.MAX_VALUE
                ? OptionalLong.empty()
                : OptionalLong.of(Math.max(0, end - outset.start())));
      }
    }
  }

  private boolean isReady() {
    return Readiness.await(clients, monitoring, settings.process().startWait(), this::stopped);
  }

  private void stay() throws InterruptedException {
    if (settings.stay()) {
      stopping.await();
    }
  }

  private void stream(SampleSource opened) throws InterruptedException {
    Optional<SourceInfo> before = SourcePlaces.described(clients, settings.sourceId());
    try (SampleSource source = described(opened, before)) {
      Outset outset = outset(source, before);
      SourceInfo info = outset.info();
      if (before.isEmpty()) {
        SourceDescription.publish(clients, info);
      }
      String client = "producer-" + settings.sourceId();
      try (ActivityReporter activity =
              new ActivityReporter(clients, "producer", settings.process().instance());
          SampleSender sender = new SampleSender(clients, client, info.getPartition())) {
        stream(source, outset.start(), end(source), sender, activity);
      }
      stay();
    }
  }

  /** Where a source lies, and the sequence number of the next of its samples. */
  private record Outset(SourceInfo info, long start) {}

  private static SampleSource described(SampleSource opened, Optional<SourceInfo> before) {
    return before.map(info -> opened.describedAs(info.getColumns())).orElse(opened);
  }

  private Outset outset(SampleSource source, Optional<SourceInfo> before) {
    SourceDescription description =
        SourceDescription.of(
            settings.sourceId(),
            source,
            settings.process().instance(),
            clients.topics().sources().name());
    before.ifPresent(description::requireSame);
    SourceInfo info =
        before.orElseGet(() -> description.in(SourcePlaces.initial(clients, settings.sourceId())));
    long start =
        new Continuation(settings.sourceId(), source, clients.topics().samples().name())
            .after(SourceEnd.find(clients, settings.sourceId(), info.getPartition()));
    return new Outset(info, start);
  }

  @Override
  public void stop() {
    stopping.countDown();
  }

  /** Sequence number at which the source ends; a whole file is checked before any of it is sent. */
  private long end(SampleSource source) {
    long size = source.size().orElse(Long.MAX_VALUE);
    return settings.limit() == 0 ? size : Math.min(size, settings.limit());
  }

  private void stream(
      SampleSource source, long start, long end, SampleSender sender, ActivityReporter activity)
      throws InterruptedException {
    Standstill standstill = new Standstill(source, System.nanoTime());
    Pace pace = new Pace(settings.rate(), System.nanoTime());
    int most = pace.recordSamples(settings.batchSamples(source.dimension()));
    long paced = start;
    long next = start;
    activity.report(streaming(start, end));
    while (next < end && awaitDue(pace, next - paced)) {
      Rows samples = source.read(next, (int) Math.min(most, end - next));
      if (samples.count() == 0 && settings.follow()) {
        standstill.look(System.nanoTime()).ifPresent(LOG::warn);
        if (!awaitMore(sender)) {
          return;
        }
        pace = new Pace(settings.rate(), System.nanoTime());
        paced = next;
      } else {
        SampleBatch batch = SampleBatches.batch(settings.sourceId(), next, samples);
        while (!sender.offer(batch, PATIENCE)) {
          if (stopped()) {
            return;
          }
        }
        next += batch.getCount();
        standstill.moved(System.nanoTime());
      }
      activity.report(streaming(Math.max(start, sender.acknowledged()), end));
    }
    while (!stopped() && !sender.settled(PATIENCE)) {
      activity.report(streaming(Math.max(start, sender.acknowledged()), end));
    }
    activity.report(streaming(Math.max(start, sender.acknowledged()), end));
  }

  /**
   * Returns when the source may have more, false when asked to stop.
   *
   * @throws io.scorestream.service.ScorestreamException when what was sent before has failed
   */
  private boolean awaitMore(SampleSender sender) throws InterruptedException {
    return sender.settled(PATIENCE)
        ? !stopping.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)
        : !stopped();
  }

  /** Returns when the next sample is due, false when asked to stop. */
  private boolean awaitDue(Pace pace, long sent) throws InterruptedException {
    long nanos = pace.nanosUntilNext(sent, System.nanoTime());
    return nanos > 0 ? !stopping.await(nanos, TimeUnit.NANOSECONDS) : !stopped();
  }

  private boolean stopped() {
    return stopping.getCount() == 0;
  }

  private static Activity streaming(long done, long end) {
    return new Activity(
        "streaming", null, null, done, end == Long.MAX_VALUE ? 0 : Math.max(done, end), "samples");
  }
}
