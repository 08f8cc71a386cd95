package io.scorestream.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.scorestream.events.Metric;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A metric and the topic that it came from, as one line of text. Immutable as long as the event is.
 *
 * <p>A number that is not known, or not finite, is {@code null} in JSON and empty in CSV; so is an
 * interval's open end.
 *
 * @param topic full name of the topic
 * @param metric the event
 */
public record MetricLine(String topic, Metric metric) {

  /** The columns of {@link #csv}. */
  public static final String CSV_HEADER =
      "topic,run,milestone,timestep,time,shard,column,metric,delta,value,low,high,n,evidence,epsilon,verdict,left_out";

  private static final JsonFactory JSON = new JsonFactory();

  /**
   * One JSON object without line end; {@code timestep}, {@code time}, {@code shard}, {@code
   * column}, {@code delta}, {@code epsilon}, {@code verdict} and {@code left_out} are not there
   * where there is none.
   */
  public String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      write(json);
    } catch (IOException e) {
      throw new UncheckedIOException("a string could not be written", e);
    }
    return text.toString();
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("topic", topic);
    json.writeStringField("run", metric.getRun());
    json.writeNumberField("milestone", metric.getMilestone());
    if (metric.getTimestep() != null) {
      json.writeNumberField("timestep", metric.getTimestep());
    }
    if (metric.getTime() != null) {
      number(json, "time", metric.getTime());
    }
    if (metric.getShard() != null) {
      json.writeNumberField("shard", metric.getShard());
    }
    if (metric.getColumn() != null) {
      json.writeStringField("column", metric.getColumn());
    }
    json.writeStringField("metric", metric.getMetric());
    if (metric.getDelta() != null) {
      number(json, "delta", metric.getDelta());
    }
    number(json, "value", metric.getValue());
    number(json, "low", metric.getLow());
    number(json, "high", metric.getHigh());
    json.writeNumberField("n", metric.getN());
    json.writeStringField("evidence", word(metric.getEvidence()));
    if (metric.getEpsilon() != null) {
      number(json, "epsilon", metric.getEpsilon());
    }
    if (metric.getVerdict() != null) {
      json.writeStringField("verdict", word(metric.getVerdict()));
    }
    if (metric.getLeftOut() != null) {
      json.writeStringField("left_out", metric.getLeftOut());
    }
    json.writeEndObject();
  }

  /** One row of CSV (RFC 4180) without line end, in the order of {@link #CSV_HEADER}. */
  public String csv() {
    return List.of(
            quoted(topic),
            quoted(metric.getRun()),
            String.valueOf(metric.getMilestone()),
            Objects.toString(metric.getTimestep(), ""),
            finite(metric.getTime()),
            Objects.toString(metric.getShard(), ""),
            quoted(Objects.toString(metric.getColumn(), "")),
            quoted(metric.getMetric()),
            finite(metric.getDelta()),
            finite(metric.getValue()),
            finite(metric.getLow()),
            finite(metric.getHigh()),
            String.valueOf(metric.getN()),
            word(metric.getEvidence()),
            finite(metric.getEpsilon()),
            metric.getVerdict() == null ? "" : word(metric.getVerdict()),
            quoted(Objects.toString(metric.getLeftOut(), "")))
        .stream()
        .collect(Collectors.joining(","));
  }

  private static void number(JsonGenerator json, String name, @Nullable Double value)
      throws IOException {
    if (value == null || !Double.isFinite(value)) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, value);
    }
  }

  private static String finite(@Nullable Double value) {
    return value == null || !Double.isFinite(value) ? "" : value.toString();
  }

  private static String quoted(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  private static String word(Enum<?> kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
