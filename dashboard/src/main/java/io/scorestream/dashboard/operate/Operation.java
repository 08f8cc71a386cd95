package io.scorestream.dashboard.operate;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.settings.NearestName;
import io.scorestream.steering.Steering;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run is to do.
 *
 * @param action one of {@link #ACTIONS}
 * @param until largest milestone where the run is to go further; {@code null} for none
 * @param confirm the run's id, where it is to be deleted
 */
record Operation(
    @JsonProperty("action") @Nullable String action,
    @JsonProperty("until") @Nullable Long until,
    @JsonProperty("confirm") @Nullable String confirm) {

  private static final List<String> ACTIONS =
      List.of("pause", "resume", "milestone", "extend", "delete");

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .build();

  /** Whoever asks looks at the page, which shows what comes of it. */
  private static final Duration NOT_AWAITED = Duration.ZERO;

  /**
   * What came of it.
   *
   * @param done in a word
   * @param text in a sentence
   */
  record Done(String done, String text) {}

  /**
   * Reads one.
   *
   * @throws ScorestreamException with {@link Reason#USAGE} where the body is none
   */
  static Operation read(InputStream body) throws IOException {
    try {
      Operation said = JSON.readValue(body, Operation.class);
      if (said != null && said.action() != null && ACTIONS.contains(said.action())) {
        return said;
      }
      String action = said == null || said.action() == null ? "" : said.action();
      throw wrong("there is no action '" + action + "'" + NearestName.hint(action, ACTIONS), null);
    } catch (JsonProcessingException e) {
      throw wrong("the body is not what it should be: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * Does it.
   *
   * @throws ScorestreamException with {@link Reason#USAGE} where it cannot be done
   */
  Done apply(Steering steering, String run) {
    return switch (String.valueOf(action)) {
      case "pause" -> new Done("paused", steering.pause(run));
      case "resume" -> new Done("resumed", steering.resume(run, null));
      case "milestone" -> new Done("milestone", steering.milestone(run, null));
      case "extend" -> new Done("extended", steering.extend(run, until));
      case "delete" -> {
        if (!run.equals(confirm)) {
          throw new ScorestreamException(
              Reason.USAGE,
              "to delete run " + run + " has to be confirmed by its id",
              "send \"confirm\": \"" + run + "\"");
        }
        yield new Done("deleted", steering.delete(run, NOT_AWAITED));
      }
      default -> throw new IllegalStateException(action + " was not refused");
    };
  }

  private static ScorestreamException wrong(String problem, @Nullable Throwable cause) {
    return new ScorestreamException(
        Reason.USAGE,
        problem,
        "send a body such as {\"action\": \"pause\"}, with one of "
            + ACTIONS
            + "; extend takes"
            + " until, delete needs confirm",
        cause);
  }
}
