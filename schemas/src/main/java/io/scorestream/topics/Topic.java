package io.scorestream.topics;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * One topic as the catalogue declares it.
 *
 * @param entity what its records are, the middle part of the name
 * @param name full name, {@code <prefix>.<entity>.v1}
 * @param key what a record's key, a UTF-8 string, is made of
 * @param valueType generated class of the values, or {@code null} where values are raw bytes
 * @param spread whether it has one partition or as many as the deployment's creator chose
 * @param settings topic configuration that Kafka must hold for it
 */
public record Topic(
    String entity,
    String name,
    String key,
    @Nullable Class<? extends SpecificRecord> valueType,
    Spread spread,
    Map<String, String> settings) {

  /** Keeps its own copy of the settings. */
  public Topic {
    settings = Map.copyOf(settings);
  }

  @Override
  public String toString() {
    return name;
  }
}
