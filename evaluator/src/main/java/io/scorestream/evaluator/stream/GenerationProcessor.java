package io.scorestream.evaluator.stream;

import io.scorestream.evaluator.measure.Comparison;
import io.scorestream.evaluator.work.DistanceWork;
import io.scorestream.evaluator.work.Work;
import io.scorestream.evaluator.work.WorkSerdes;
import io.scorestream.events.GenerationBatch;
import io.scorestream.events.RecordOffset;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * From generations to work: remembers where a milestone's batches lie, and when all are there,
 * makes a piece of work of each comparison. Owned by a stream thread.
 */
public final class GenerationProcessor implements Processor<String, GenerationBatch, String, Work> {

  private static final String BATCHES = "generation-batches";
  private static final Duration FORGET = Duration.ofMillis(500);

  private ProcessorContext<String, Work> context;
  private KeyValueStore<String, RecordOffset> batches;
  private RunStore runs;

  private GenerationProcessor() {}

  /** Makes a processor for each task. */
  public static ProcessorSupplier<String, GenerationBatch, String, Work> supplier() {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<String, GenerationBatch, String, Work> get() {
        return new GenerationProcessor();
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(StoreRanges.persistent(BATCHES, WorkSerdes.places()));
      }
    };
  }

  @Override
  public void init(ProcessorContext<String, Work> processorContext) {
    context = processorContext;
    batches = context.getStateStore(BATCHES);
    runs = new RunStore(context);
    context.schedule(
        FORGET,
        PunctuationType.WALL_CLOCK_TIME,
        now -> runs.ended().forEach(state -> StoreRanges.deleteEnded(batches, state)));
  }

  @Override
  public void process(Record<String, GenerationBatch> record) {
    GenerationBatch batch = record.value();
    if (batch == null || runs.isOver(batch.getRun(), batch.getIncarnation())) {
      return;
    }
    RecordMetadata at = context.recordMetadata().orElseThrow();
    String milestone =
        StoreKeys.milestone(batch.getRun(), batch.getIncarnation(), batch.getMilestone());
    batches.put(
        milestone + String.format(Locale.ROOT, "%09d", batch.getBatch()),
        new RecordOffset(at.partition(), at.offset()));
    List<RecordOffset> places = StoreRanges.values(batches, milestone);
    if (places.size() == batch.getBatches()) {
      StoreRanges.deletePrefix(batches, milestone);
      for (Comparison comparison : Comparison.values()) {
        Work work =
            new DistanceWork(
                batch.getRun(),
                batch.getIncarnation(),
                batch.getMilestone(),
                record.timestamp(),
                comparison,
                places);
        context.forward(new Record<>(work.key(), work, record.timestamp()));
      }
      context.commit();
    }
  }
}
