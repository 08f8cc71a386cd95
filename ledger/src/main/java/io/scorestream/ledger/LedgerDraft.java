package io.scorestream.ledger;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A ledger that is being written. Of findings it lists the first {@value #MOST_LISTED} and counts
 * the others, so that a topic full of what is wrong does not fill the memory. Owned by one thread.
 */
final class LedgerDraft {

  static final int MOST_LISTED = 1_000;

  private final SortedMap<String, String> entries = new TreeMap<>();
  private final SortedSet<String> gone = new TreeSet<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Set<String> unproven = new LinkedHashSet<>();
  private final Set<String> notices = new LinkedHashSet<>();
  private long found;

  /**
   * Enters what something comes to.
   *
   * @param name {@code topic/key}
   * @param hash in hexadecimal
   */
  void enter(String name, String hash) {
    entries.put(name, hash);
  }

  /** Notes that what an entry would be of is not all there any more, by no fault. */
  void enterGone(String name) {
    entries.remove(name);
    gone.add(name);
  }

  void find(String place, String problem, String remedy) {
    found++;
    if (findings.size() < MOST_LISTED) {
      findings.add(new Finding(place, problem, remedy));
    }
  }

  void cannotProve(String what) {
    unproven.add(what);
  }

  void notice(String what) {
    notices.add(what);
  }

  Ledger finished(List<SourceTotal> sources) {
    return new Ledger(
        entries, gone, sources, findings, found, List.copyOf(unproven), List.copyOf(notices));
  }
}
