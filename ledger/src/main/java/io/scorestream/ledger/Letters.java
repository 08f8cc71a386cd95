package io.scorestream.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters, each to be there once and to hold what lies, or lay, at the place that it names.
 * They are read before all other topics; about 300 bytes of memory for each. Owned by one thread.
 */
final class Letters {

  private static final String TIMESTAMP = "scorestream.timestamp";
  private static final String LENGTH = "scorestream.length";
  private static final String HASH = "scorestream.sha256";

  private final Map<String, Letter> letters = new HashMap<>();

  /** Keys of those whose originals were there. */
  private final Set<String> compared = new HashSet<>();

  /**
   * What is kept of a letter.
   *
   * @param place its own
   * @param written when its original was, as its header says
   * @param length of the original, in bytes
   * @param hash of the original
   */
  private record Letter(String place, String written, long length, String hash) {}

  /** Takes a letter. */
  void take(LedgerDraft draft, ConsumerRecord<String, byte[]> record) {
    if (record.key() == null || record.value() == null) {
      return;
    }
    String length = header(record, LENGTH);
    String hash = header(record, HASH);
    Letter letter =
        new Letter(
            Places.of(record),
            String.valueOf(header(record, TIMESTAMP)),
            isNumber(length) ? Long.parseLong(length) : record.value().length,
            hash == null ? Digest.of(record.value()) : hash);
    Letter before = letters.put(record.key(), letter);
    if (before != null && before.written().equals(letter.written())) {
      draft.find(
          letter.place(),
          "is a second letter of record %s, after %s".formatted(record.key(), before.place()),
          "see which services kept it; one of them did not find the first");
    }
  }

  /** Holds a letter to its original, which is what is read wherever letters point. */
  void compare(LedgerDraft draft, ConsumerRecord<String, byte[]> original) {
    String key = key(original);
    Letter letter = letters.get(key);
    if (letter == null || !letter.written().equals(String.valueOf(original.timestamp()))) {
      return;
    }
    byte[] value = original.value() == null ? new byte[0] : original.value();
    if (letter.length() != value.length || !letter.hash().equals(Digest.of(value))) {
      draft.find(
          letter.place(),
          "does not hold the bytes of record " + Places.of(original),
          "take the original where it lies; find out what was between");
    }
    compared.add(key);
  }

  /** Whether a record is kept as a dead letter. */
  boolean has(ConsumerRecord<String, byte[]> record) {
    return letters.containsKey(key(record));
  }

  /**
   * Notes a record that cannot be used: that it is kept as a letter is what is promised of it.
   *
   * @param problem what is wrong with it
   */
  void refuse(LedgerDraft draft, ConsumerRecord<String, byte[]> record, String problem) {
    if (has(record)) {
      draft.notice(
          "%s cannot be used, and is kept as a dead letter: %s"
              .formatted(Places.of(record), problem));
    } else {
      draft.find(
          Places.of(record),
          "cannot be used: " + problem,
          "find out who wrote it; services that come to it keep it as a dead letter, and stop, or"
              + " go on without it with on.bad.record=skip");
    }
  }

  /** Names the letters whose originals are not where they were; once all topics are read. */
  void finish(LedgerDraft draft) {
    long alone = letters.keySet().stream().filter(key -> !compared.contains(key)).count();
    if (alone > 0) {
      draft.cannotProve(
          "%s of %s dead letters: their originals are not there, or not of this deployment"
              .formatted(alone, letters.size()));
    }
  }

  private static boolean isNumber(@Nullable String text) {
    return text != null && text.matches("\\d{1,18}");
  }

  private static String key(ConsumerRecord<?, ?> record) {
    return record.topic() + "/" + record.partition() + "/" + record.offset();
  }

  private static @Nullable String header(ConsumerRecord<?, ?> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), UTF_8);
  }
}
