package io.scorestream.ledger;

import io.scorestream.service.ScorestreamException;
import io.scorestream.topics.Topic;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of records, holds dead letters to their originals on the way, and names records of
 * which no event can be made. Owned by one thread.
 */
final class TopicReading {

  private final Records records;
  private final Letters letters;
  private final LedgerDraft draft;

  TopicReading(Records records, Letters letters, LedgerDraft draft) {
    this.records = records;
    this.letters = letters;
    this.draft = draft;
  }

  /**
   * Reads the events of a topic; what is none is a finding, unless it is kept as a dead letter.
   *
   * @param isWanted which keys' records are decoded
   * @param taker is given each record, and its event, {@code null} for a deletion
   */
  <V extends SpecificRecord> Extent events(
      Topic topic,
      Class<V> type,
      Predicate<@Nullable String> isWanted,
      BiConsumer<ConsumerRecord<String, byte[]>, @Nullable V> taker) {
    Function<ConsumerRecord<String, byte[]>, @Nullable V> decoder = records.decoder(topic, type);
    return extent(
        topic,
        records.read(
            topic,
            record -> {
              letters.compare(draft, record);
              if (isWanted.test(record.key())) {
                take(record, decoder, why -> refuse(record, why), taker);
              }
            }));
  }

  /** Reads a topic once more, of which all that is bad is known. */
  <V extends SpecificRecord> void again(
      Topic topic,
      Class<V> type,
      Predicate<@Nullable String> isWanted,
      BiConsumer<ConsumerRecord<String, byte[]>, @Nullable V> taker) {
    Function<ConsumerRecord<String, byte[]>, @Nullable V> decoder = records.decoder(topic, type);
    records.read(
        topic,
        record -> {
          if (isWanted.test(record.key())) {
            take(record, decoder, why -> {}, taker);
          }
        });
  }

  /** Reads the dead letters. */
  void letters(Topic topic) {
    extent(topic, records.read(topic, letter -> letters.take(draft, letter)));
  }

  private static <V extends SpecificRecord> void take(
      ConsumerRecord<String, byte[]> record,
      Function<ConsumerRecord<String, byte[]>, @Nullable V> decoder,
      Consumer<ScorestreamException> refuse,
      BiConsumer<ConsumerRecord<String, byte[]>, @Nullable V> taker) {
    V event;
    try {
      event = decoder.apply(record);
    } catch (ScorestreamException e) {
      refuse.accept(e);
      return;
    }
    taker.accept(record, event);
  }

  /** A registry that does not answer says nothing of a record. */
  private void refuse(ConsumerRecord<String, byte[]> record, ScorestreamException why) {
    // A reader names the record's place, and what it is about has none.
    String problem =
        why.getCause() instanceof ScorestreamException cause
            ? cause.getMessage()
            : why.getMessage();
    switch (why.reason()) {
      case BAD_DATA -> letters.refuse(draft, record, problem);
      case CONFLICT -> draft.find(Places.of(record), problem, why.remedy());
      default -> throw why;
    }
  }

  private Extent extent(Topic topic, SortedMap<Integer, Long> stops) {
    stops.forEach(
        (partition, position) ->
            draft.cannotProve(
                "what %s-%s holds from offset %s on: a transaction stands open there"
                    .formatted(topic, partition, position)));
    return new Extent(records.starts(topic), stops);
  }
}
