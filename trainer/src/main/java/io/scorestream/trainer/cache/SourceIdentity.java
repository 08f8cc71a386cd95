package io.scorestream.trainer.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.scorestream.run.Hashes;
import java.nio.ByteBuffer;

/**
 * Whose samples a cache holds. A topic that was deleted and made again has another topic id, and a
 * cluster that was set up anew another cluster id: neither is taken for what it was.
 *
 * @param cluster id of the Kafka cluster
 * @param topic name of the samples topic
 * @param topicId the cluster's id of that topic
 * @param partition of the topic that the source lies in
 * @param source id of the source
 * @param dimension numbers per sample, at least 1
 */
public record SourceIdentity(
    String cluster, String topic, String topicId, int partition, String source, int dimension) {

  private static final int READABLE = 40;

  /** SHA-256 of all of it, 64 hexadecimal digits. */
  String fingerprint() {
    return hash(
        String.join(
            "\n",
            cluster,
            topic,
            topicId,
            String.valueOf(partition),
            source,
            String.valueOf(dimension)));
  }

  /** Name of the cache's directory, the same for each incarnation of the topic. */
  String directory() {
    String readable = source.replaceAll("[^A-Za-z0-9._-]", "_");
    return readable.substring(0, Math.min(READABLE, readable.length()))
        + "-"
        + hash(String.join("\n", topic, source, String.valueOf(dimension))).substring(0, 12);
  }

  int rowBytes() {
    return dimension * Float.BYTES;
  }

  private static String hash(String text) {
    return Hashes.of(ByteBuffer.wrap(text.getBytes(UTF_8)));
  }
}
