package io.scorestream.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.scorestream.run.Hashes;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a deployment's topics held, at one time. Immutable.
 *
 * <p>An entry's name says what it is of, {@code topic/key}, and its hash is of what does not depend
 * on chance: no offset, time, epoch, producer id, device or process's name has a part in it. So two
 * ledgers have the same root where the same was computed, however often it was disturbed.
 *
 * @param entries SHA-256, in hexadecimal, by name
 * @param gone names of entries that may have been there, and that compaction or retention takes
 * @param sources all samples of each source, which go on behind what milestones were trained on
 * @param findings what is wrong, as many as are listed
 * @param found how many there are
 * @param unproven what cannot be told, since the records that would tell are not there any more, or
 *     not there yet
 * @param notices what is as it may be, and worth knowing
 */
public record Ledger(
    SortedMap<String, String> entries,
    SortedSet<String> gone,
    List<SourceTotal> sources,
    List<Finding> findings,
    long found,
    List<String> unproven,
    List<String> notices) {

  /** Keeps its own copies. */
  public Ledger {
    entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    gone = Collections.unmodifiableSortedSet(new TreeSet<>(gone));
    sources = List.copyOf(sources);
    findings = List.copyOf(findings);
    unproven = List.copyOf(unproven);
    notices = List.copyOf(notices);
  }

  /** SHA-256 of all entries, in hexadecimal. */
  public String root() {
    return Hashes.of(
        UTF_8.encode(
            entries.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                .collect(Collectors.joining())));
  }

  /** How many entries there are of each topic. */
  public SortedMap<String, Long> counts() {
    return entries.keySet().stream()
        .map(name -> name.substring(0, name.indexOf('/')))
        .collect(Collectors.groupingBy(topic -> topic, TreeMap::new, Collectors.counting()));
  }

  /** Hashes of sources by id. */
  Map<String, SourceTotal> totals() {
    return sources.stream().collect(Collectors.toMap(SourceTotal::source, total -> total));
  }
}
