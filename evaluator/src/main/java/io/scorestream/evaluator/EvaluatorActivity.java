package io.scorestream.evaluator;

import io.scorestream.evaluator.work.Backlog;
import io.scorestream.service.activity.Activity;
import io.scorestream.service.activity.ActivityReporter;
import io.scorestream.topics.TopicCatalogue;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/**
 * What the evaluator tells of itself, with how many records and pieces of work wait. Stream threads
 * share one reporter, which is made for one thread at a time: guarded by its own monitor.
 */
final class EvaluatorActivity implements Consumer<Activity> {

  /** Collecting a client's metrics costs more than an activity is worth. */
  private static final long LAG_NANOS = Duration.ofMillis(250).toNanos();

  private final ActivityReporter reporter;
  private final Set<String> topics;
  private final Backlog backlog;
  private @Nullable KafkaStreams streams;
  private Activity last = Activity.waiting();
  private long lag;
  private long lagNanos = System.nanoTime() - LAG_NANOS;

  EvaluatorActivity(ActivityReporter reporter, TopicCatalogue topics, Backlog backlog) {
    this.reporter = reporter;
    this.backlog = backlog;
    this.topics = Set.of(topics.milestones().name(), topics.generations().name());
  }

  /** Whose lag is told from now on. */
  synchronized void follow(KafkaStreams evaluator) {
    streams = evaluator;
  }

  @Override
  public synchronized void accept(Activity activity) {
    last = activity;
    long now = System.nanoTime();
    if (streams != null && now - lagNanos >= LAG_NANOS) {
      lag = ConsumerLag.of(streams.metrics(), topics);
      lagNanos = now;
    }
    reporter.report(activity.behindBy(lag + backlog.pieces()));
  }

  /**
   * Tells once more what it is at, and that it waits where that has come to its end: who says
   * nothing for long is taken to be gone.
   */
  synchronized void again() {
    accept(last.done() < last.total() ? last : Activity.waiting());
  }
}
