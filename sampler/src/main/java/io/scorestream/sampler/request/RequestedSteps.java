package io.scorestream.sampler.request;

import io.scorestream.diffusion.sampling.ReverseUpdate;
import io.scorestream.run.ReverseChoice;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.settings.SettingType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reverse steps as HTTP requests name them. Pure functions. */
final class RequestedSteps {

  private static final SettingType<ReverseUpdate> UPDATE = SettingType.choice(ReverseUpdate.class);

  private RequestedSteps() {}

  /**
   * Reads them.
   *
   * @param update an update's name in lower case, with hyphens; {@code null} where it is left out
   * @param steps how many; {@code null} where it is left out
   * @throws ScorestreamException with {@link Reason#USAGE} when there are none such
   */
  static ReverseChoice read(@Nullable String update, @Nullable Long steps) {
    return new ReverseChoice(
        Optional.ofNullable(update).map(RequestedSteps::named),
        Optional.ofNullable(steps).map(RequestedSteps::count));
  }

  private static ReverseUpdate named(String said) {
    try {
      return UPDATE.reader().apply(said);
    } catch (IllegalArgumentException e) {
      throw new ScorestreamException(
          Reason.USAGE, "update '%s' is not known".formatted(said), "ask for " + e.getMessage(), e);
    }
  }

  private static int count(long said) {
    if (said < 1 || said > Integer.MAX_VALUE) {
      throw new ScorestreamException(
          Reason.USAGE,
          "steps is " + said,
          "ask for 1 to as many as the run has timesteps, or leave it out for all of them");
    }
    return (int) said;
  }
}
