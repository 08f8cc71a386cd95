package io.scorestream.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.scorestream.events.Forecast;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.apache.avro.Schema;

/**
 * A forecast and the topic that it came from, as one line of text. Immutable as long as the event
 * is.
 *
 * @param topic full name of the topic
 * @param forecast the event
 */
public record ForecastLine(String topic, Forecast forecast) {

  private static final JsonFactory JSON = new JsonFactory();

  /**
   * One JSON object without line end, its fields those of the event. What the event leaves open is
   * left out, and a number that is not finite is {@code null}.
   */
  public String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("topic", topic);
      for (Schema.Field field : forecast.getSchema().getFields()) {
        Object value = forecast.get(field.pos());
        if (value != null) {
          json.writeFieldName(field.name());
          write(json, value);
        }
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a string could not be written", e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, Object value) throws IOException {
    if (value instanceof Double number) {
      if (Double.isFinite(number)) {
        json.writeNumber(number);
      } else {
        json.writeNull();
      }
    } else if (value instanceof Number whole) {
      json.writeNumber(whole.longValue());
    } else if (value instanceof Enum<?> constant) {
      json.writeString(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    } else {
      json.writeString(value.toString());
    }
  }
}
