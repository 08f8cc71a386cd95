package io.scorestream.sampler.request;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What one request may ask for.
 *
 * @param samples at most
 */
public record RequestLimits(long samples) {

  /**
   * A number of samples that may be asked for.
   *
   * @throws ScorestreamException with {@link Reason#USAGE} when it may not
   */
  long count(@Nullable Long asked) {
    if (asked == null || asked < 1 || asked > samples) {
      throw new ScorestreamException(
          Reason.USAGE,
          asked == null ? "n is missing" : "n is " + asked,
          "ask for 1 to %s samples (request.limit); 'scorestream generate' has no limit"
              .formatted(samples));
    }
    return asked;
  }

  /** The seed that was asked for, or one that nobody knows before. */
  @SuppressWarnings("NullAway") // It is not null where it is unboxed.
  long seed(@Nullable Long asked) {
    return asked == null ? ThreadLocalRandom.current().nextLong(Long.MAX_VALUE) : asked;
  }
}
