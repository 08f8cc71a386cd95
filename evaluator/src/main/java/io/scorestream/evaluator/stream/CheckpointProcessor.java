package io.scorestream.evaluator.stream;

import io.scorestream.evaluator.work.Place;
import io.scorestream.evaluator.work.TimestepWork;
import io.scorestream.evaluator.work.Work;
import io.scorestream.events.ScoreCheckpoint;
import java.util.List;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** From checkpoints to work. Owned by a stream thread. */
public final class CheckpointProcessor
    extends ContextualProcessor<String, ScoreCheckpoint, String, Work> {

  @Override
  public void process(Record<String, ScoreCheckpoint> record) {
    ScoreCheckpoint checkpoint = record.value();
    if (checkpoint == null) {
      return;
    }
    RecordMetadata at = context().recordMetadata().orElseThrow();
    Work work =
        new TimestepWork(
            checkpoint.getRun(),
            checkpoint.getMilestone(),
            record.timestamp(),
            checkpoint.getTimestep(),
            checkpoint.getHalf(),
            List.of(new Place(at.partition(), at.offset())));
    context().forward(new Record<>(work.key(), work, record.timestamp()));
  }
}
