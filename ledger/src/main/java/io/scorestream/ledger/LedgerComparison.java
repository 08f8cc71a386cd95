package io.scorestream.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A ledger beside an earlier one, or beside that of a deployment that nothing has disturbed. What
 * is only in the later one is growth, and no difference.
 *
 * @param differences entries that are other than they were, or that are missing
 * @param unproven entries that compaction has taken since
 * @param added entries that there were none of
 */
public record LedgerComparison(List<Finding> differences, List<String> unproven, long added) {

  private static final String LOST =
      "find out what was lost or restored: the earlier ledger was of records that are not there"
          + " now";
  private static final String OTHER =
      "find out which of the two is right: what it is of was computed, or written, in another way";

  /** Keeps its own copies. */
  public LedgerComparison {
    differences = List.copyOf(differences);
    unproven = List.copyOf(unproven);
  }

  /** A pure function of the two. */
  public static LedgerComparison of(Ledger earlier, Ledger now) {
    List<Finding> differences = new ArrayList<>();
    List<String> unproven = new ArrayList<>();
    earlier
        .entries()
        .forEach(
            (name, hash) -> {
              String found = now.entries().get(name);
              if (found == null && now.gone().contains(name)) {
                unproven.add(name + " was in the earlier ledger, and is compacted away");
              } else if (found == null) {
                differences.add(
                    new Finding(name, "was in the earlier ledger, and is not there", LOST));
              } else if (!found.equals(hash)) {
                differences.add(new Finding(name, "is not what it was: " + found, OTHER));
              }
            });
    differences.addAll(ofSources(earlier.totals(), now.totals()));
    long added =
        now.entries().keySet().stream()
            .filter(name -> !earlier.entries().containsKey(name) && !earlier.gone().contains(name))
            .count();
    return new LedgerComparison(differences, unproven, added);
  }

  private static List<Finding> ofSources(
      Map<String, SourceTotal> earlier, Map<String, SourceTotal> now) {
    List<Finding> differences = new ArrayList<>();
    earlier.values().stream()
        .sorted((one, other) -> one.source().compareTo(other.source()))
        .forEach(
            before -> {
              SourceTotal found =
                  now.getOrDefault(before.source(), new SourceTotal(before.source(), 0, ""));
              if (found.samples() < before.samples()) {
                differences.add(
                    new Finding(
                        "source " + before.source(),
                        "had %s samples, and has %s".formatted(before.samples(), found.samples()),
                        LOST));
              } else if (found.samples() == before.samples()
                  && !found.hash().equals(before.hash())) {
                differences.add(
                    new Finding("source " + before.source(), "has other samples", OTHER));
              }
            });
    return differences;
  }
}
