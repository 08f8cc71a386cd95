package io.scorestream.experiments.result;

import java.util.List;

/**
 * What an experiment came to.
 *
 * @param checks its numbers, at least one
 * @param figure its picture
 * @param notes what a reader of the numbers should know, each a sentence or two
 */
public record Result(List<Check> checks, Figure figure, List<String> notes) {

  /**
   * @throws IllegalArgumentException if nothing is checked: such an experiment could not fail
   */
  public Result {
    checks = List.copyOf(checks);
    notes = List.copyOf(notes);
    if (checks.isEmpty()) {
      throw new IllegalArgumentException("an experiment without a number to check");
    }
  }

  /** Whether every number is as expected. */
  public boolean holds() {
    return checks.stream().allMatch(Check::holds);
  }

  /** How many numbers are not as expected. */
  public long failures() {
    return checks.stream().filter(check -> !check.holds()).count();
  }
}
