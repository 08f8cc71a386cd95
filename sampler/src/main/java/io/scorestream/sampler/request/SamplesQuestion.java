package io.scorestream.sampler.request;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.scorestream.export.table.TableFormat;
import io.scorestream.run.ConditionChoice;
import io.scorestream.sampler.draw.DrawRequest;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the body of an HTTP request asks for.
 *
 * @param request the samples
 * @param format in what form
 */
record SamplesQuestion(DrawRequest request, TableFormat format) {

  private static final String EXAMPLE =
      "send a body such as {\"n\": 1000, \"seed\": 7, \"milestone\": \"newest\", \"format\":"
          + " \"csv\"}, of which only n has to be there";
  private static final String NEWEST = "newest";
  private static final String BEST = "best";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .build();

  /** The body's fields. */
  private record Body(
      @JsonProperty("n") @Nullable Long n,
      @JsonProperty("seed") @Nullable Long seed,
      @JsonProperty("milestone") @Nullable JsonNode milestone,
      @JsonProperty("steps") @Nullable Long steps,
      @JsonProperty("update") @Nullable String update,
      @JsonProperty("where") @Nullable Map<String, JsonNode> where,
      @JsonProperty("guidance") @Nullable Double guidance,
      @JsonProperty("format") @Nullable String format) {}

  /**
   * Reads a question.
   *
   * @param run from the path
   * @param limits of requests
   * @throws ScorestreamException with {@link Reason#USAGE} when it is none
   */
  static SamplesQuestion read(String run, InputStream body, RequestLimits limits)
      throws IOException {
    try {
      Body said = MAPPER.readValue(body, Body.class);
      if (said == null) {
        throw wrong("the body says nothing", null);
      }
      return new SamplesQuestion(
          new DrawRequest(
              run,
              milestone(said.milestone()),
              limits.count(said.n()),
              limits.seed(said.seed()),
              RequestedSteps.read(said.update(), said.steps()),
              condition(said.where(), said.guidance())),
          format(said.format()));
    } catch (JsonProcessingException e) {
      throw wrong("the body is not what it should be: " + e.getOriginalMessage(), e);
    }
  }

  private static ConditionChoice condition(
      @Nullable Map<String, JsonNode> where, @Nullable Double guidance) {
    Map<String, String> values = new HashMap<>();
    if (where != null) {
      where.forEach(
          (column, value) -> {
            if (!value.isTextual() && !value.isNumber()) {
              throw wrong(
                  "where has %s for %s, which is neither a word nor a number"
                      .formatted(value, column),
                  null);
            }
            values.put(column, value.asText());
          });
    }
    return new ConditionChoice(values, guidance == null ? 0 : guidance);
  }

  private static OptionalLong milestone(@Nullable JsonNode said) {
    if (said == null || said.isNull() || NEWEST.equals(said.textValue())) {
      return OptionalLong.empty();
    }
    if (BEST.equals(said.textValue())) {
      throw new ScorestreamException(
          Reason.USAGE,
          "a sampler reads no metrics, and does not know which milestone is best",
          "ask by its number, which 'scorestream checkpoints show RUN --milestone best' says");
    }
    if (!said.canConvertToExactIntegral()) {
      throw wrong("milestone " + said + " is neither a number of samples nor \"newest\"", null);
    }
    return OptionalLong.of(said.longValue());
  }

  private static TableFormat format(@Nullable String said) {
    return Arrays.stream(TableFormat.values())
        .filter(format -> name(format).equals(said == null ? name(TableFormat.JSON) : said))
        .findFirst()
        .orElseThrow(
            () ->
                new ScorestreamException(
                    Reason.USAGE,
                    "format '" + said + "' is not known",
                    "ask for one of "
                        + Arrays.stream(TableFormat.values())
                            .map(SamplesQuestion::name)
                            .collect(Collectors.joining(", "))));
  }

  private static String name(TableFormat format) {
    return format.name().toLowerCase(Locale.ROOT);
  }

  private static ScorestreamException wrong(String problem, @Nullable Throwable cause) {
    return new ScorestreamException(Reason.USAGE, problem, EXAMPLE, cause);
  }
}
