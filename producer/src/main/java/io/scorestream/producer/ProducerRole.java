package io.scorestream.producer;

import io.scorestream.service.access.Role;
import io.scorestream.topics.Topic;
import io.scorestream.topics.TopicCatalogue;
import java.util.List;

/** Sends samples, and reads where its source ends. */
public final class ProducerRole {

  /** The role. */
  public static final Role ROLE = Role.of("producer", ProducerRole::topics, ProducerRole::topics);

  private ProducerRole() {}

  private static List<Topic> topics(TopicCatalogue topics) {
    return List.of(topics.sources(), topics.samples());
  }
}
