package io.scorestream.control.access;

import io.scorestream.service.access.Role;
import io.scorestream.topics.TopicCatalogue;
import java.util.List;

/** Anybody outside who sends samples, asks for them, and reads what comes of them. */
public final class ClientRole {

  /** The role. */
  public static final Role ROLE =
      new Role(
          "client",
          TopicCatalogue::all,
          topics -> List.of(topics.sources(), topics.samples(), topics.generationRequests()),
          Role.Making.NONE,
          /* transacts= */ false);

  private ClientRole() {}
}
