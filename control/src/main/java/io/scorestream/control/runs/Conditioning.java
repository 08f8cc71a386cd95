package io.scorestream.control.runs;

import io.scorestream.events.ConditionSpec;
import io.scorestream.events.SourceColumn;
import io.scorestream.run.ConditionFit;
import io.scorestream.run.encoding.ScaleChoice;
import io.scorestream.run.encoding.StandardiserFit;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a person says of the columns that samples are to be made of.
 *
 * @param named each by its name or number; none where networks learn all columns
 * @param dropping share of training rows from which they are hidden
 */
public record Conditioning(List<String> named, double dropping) {

  /** Networks learn all columns. */
  public static final Conditioning NONE = new Conditioning(List.of(), 0);

  /**
   * A fit that holds the condition's columns, and makes a condition of what it sees.
   *
   * @param scale of the others
   */
  Fit fit(List<SourceColumn> source, ScaleChoice scale) {
    if (named.isEmpty()) {
      return new Fit(new StandardiserFit(source, scale), Optional.empty());
    }
    try {
      ConditionFit condition = ConditionFit.of(source, named, dropping);
      return new Fit(new StandardiserFit(source, scale, condition.held()), Optional.of(condition));
    } catch (IllegalArgumentException e) {
      throw wrong(e);
    }
  }

  private static ScorestreamException wrong(IllegalArgumentException e) {
    return new ScorestreamException(
        Reason.USAGE,
        "the condition cannot be: " + e.getMessage(),
        "change --condition, or what its columns are (--kinds)",
        e);
  }

  /**
   * What is made of a source's samples.
   *
   * @param standardiser sees them
   * @param condition makes one of what it sees, where one was named
   */
  record Fit(StandardiserFit standardiser, Optional<ConditionFit> condition) {

    /** Places of the condition's columns. */
    Set<Integer> held() {
      return condition.map(ConditionFit::held).orElse(Set.of());
    }

    /** The condition, where one was named. */
    @Nullable ConditionSpec spec() {
      try {
        return condition.map(named -> named.spec(standardiser)).orElse(null);
      } catch (IllegalArgumentException e) {
        throw wrong(e);
      }
    }
  }
}
