package io.scorestream.producer;

import io.scorestream.events.ColumnKind;
import io.scorestream.events.ImageShape;
import io.scorestream.events.SourceColumn;
import io.scorestream.events.SourceInfo;
import io.scorestream.ingest.SampleSource;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.Unavailable;
import io.scorestream.topics.Topic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * What a source is described as on the sources topic. The first description stays: it says where
 * the samples lie and what they are, for as long as there are any.
 *
 * @param columns one for each number of a sample
 * @param image shape of a sample, where it is an image
 * @param law of the samples, where it is known
 * @param origin where they come from, for people
 * @param instance who describes it
 * @param topic name of the sources topic
 */
record SourceDescription(
    String sourceId,
    List<SourceColumn> columns,
    Optional<ImageShape> image,
    Optional<String> law,
    String origin,
    String instance,
    String topic) {

  static SourceDescription of(String sourceId, SampleSource source, String instance, String topic) {
    return new SourceDescription(
        sourceId,
        source.columns(),
        source.image(),
        source.law(),
        source.toString(),
        instance,
        topic);
  }

  /**
   * The description of a source that begins.
   *
   * @param partition of the samples topic that it begins in
   */
  SourceInfo in(int partition) {
    return SourceInfo.newBuilder()
        .setSource(sourceId)
        .setPartition(partition)
        .setDimension(columns.size())
        .setColumns(columns)
        .setImage(image.orElse(null))
        .setOrigin(origin)
        .setLaw(law.orElse(null))
        .setCreatedBy(instance)
        .build();
  }

  /**
   * Refuses a source that is not what was described. Where it comes from may change, since a file
   * may move.
   *
   * @throws ScorestreamException with {@link Reason#CONFLICT}, naming all that differs
   */
  void requireSame(SourceInfo described) {
    SourceInfo given = in(described.getPartition());
    Map<String, String> differences = new LinkedHashMap<>();
    compare(differences, "dimension", described.getDimension(), given.getDimension());
    compare(differences, "columns", names(described.getColumns()), names(given.getColumns()));
    compare(differences, "kinds", kinds(described.getColumns()), kinds(given.getColumns()));
    compare(differences, "values", values(described.getColumns()), values(given.getColumns()));
    compare(differences, "image", described.getImage(), given.getImage());
    compare(differences, "law", described.getLaw(), given.getLaw());
    if (!differences.isEmpty()) {
      throw new ScorestreamException(
          Reason.CONFLICT,
          "source %s is described on %s otherwise than what %s gives: %s; nothing was sent"
              .formatted(
                  sourceId,
                  topic,
                  origin,
                  differences.entrySet().stream()
                      .map(entry -> entry.getKey() + " " + entry.getValue())
                      .collect(Collectors.joining(", "))),
          "set the file, its columns or the law back, or give what is new another source.id"
              + " (--source-id)");
    }
  }

  /** Publishes a description, and returns when it is there. */
  static void publish(KafkaClients clients, SourceInfo info) {
    Topic topic = clients.topics().sources();
    try (Producer<String, SpecificRecord> producer =
        clients.producer("producer-" + info.getSource() + "-description")) {
      producer.send(new ProducerRecord<>(topic.name(), 0, info.getSource(), info)).get();
    } catch (ExecutionException e) {
      throw Unavailable.kafka(clients.connection().bootstrapServers(), e);
    } catch (KafkaException e) {
      throw Unavailable.kafka(clients.connection().bootstrapServers(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptException(e);
    }
  }

  private static List<String> names(List<SourceColumn> columns) {
    return columns.stream().map(SourceColumn::getName).toList();
  }

  private static List<ColumnKind> kinds(List<SourceColumn> columns) {
    return columns.stream().map(SourceColumn::getKind).toList();
  }

  /** What the numbers of each column stand for: beside its offset and unit, or its categories. */
  private static List<String> values(List<SourceColumn> columns) {
    return columns.stream()
        .map(
            column ->
                column.getKind() == ColumnKind.CATEGORICAL
                    ? String.valueOf(column.getCategories())
                    : "%s + %s x".formatted(column.getOffset(), column.getUnit()))
        .toList();
  }

  private static void compare(
      Map<String, String> differences,
      String what,
      @Nullable Object described,
      @Nullable Object given) {
    if (!Objects.equals(described, given)) {
      differences.put(what, described + " and not " + given);
    }
  }
}
