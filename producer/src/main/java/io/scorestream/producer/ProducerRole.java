package io.scorestream.producer;

import io.scorestream.service.access.Role;
import java.util.List;

/** Sends samples, and reads where its source ends. */
public final class ProducerRole {

  /** The role. */
  public static final Role ROLE =
      Role.of("producer", topics -> List.of(topics.samples()), topics -> List.of(topics.samples()));

  private ProducerRole() {}
}
