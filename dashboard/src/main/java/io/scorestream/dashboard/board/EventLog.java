package io.scorestream.dashboard.board;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened, the newest {@value #MOST} of it in the order of its time. Guarded by its owner.
 */
final class EventLog {

  /** Entries at most. */
  static final int MOST = 2000;

  /** What comes of something at the same time comes after it. */
  private static final Comparator<Entry> ORDER =
      Comparator.comparing(Entry::at).thenComparing(Entry::kind);

  private final List<Entry> entries = new ArrayList<>();
  private long numbers;

  /** Topics are read one beside the other: what comes later need not be later. */
  void add(Entry entry) {
    int at = entries.size();
    while (at > 0 && ORDER.compare(entries.get(at - 1), entry) > 0) {
      at--;
    }
    if (at == 0 && entries.size() == MOST) {
      return;
    }
    entries.add(at, entry.numbered(++numbers));
    if (entries.size() > MOST) {
      entries.remove(0);
    }
  }

  /** Numbers all anew by their time: of what was there before this process began. */
  void renumber() {
    numbers = 0;
    for (int i = 0; i < entries.size(); i++) {
      entries.set(i, entries.get(i).numbered(++numbers));
    }
  }

  /**
   * The newest first.
   *
   * @param run whose; {@code null} for all
   * @param after number of the entry behind which to begin; {@code null} for the newest, and one
   *     that is not there any more has nothing behind it
   * @param limit at most so many
   */
  List<Entry> newest(@Nullable String run, @Nullable Long after, int limit) {
    List<Entry> found = new ArrayList<>();
    boolean begun = after == null;
    for (int i = entries.size() - 1; i >= 0 && found.size() < limit; i--) {
      Entry entry = entries.get(i);
      if (begun && (run == null || run.equals(entry.run()))) {
        found.add(entry);
      }
      begun |= after != null && entry.number() == after;
    }
    return found;
  }
}
