package io.scorestream.control.access;

import io.scorestream.service.access.Role;
import java.util.List;

/** Creates the topics, publishes runs and steers them. */
public final class OperatorRole {

  /** The role. */
  public static final Role ROLE =
      new Role(
          "operator",
          topics ->
              List.of(
                  topics.runs(),
                  topics.commands(),
                  topics.sources(),
                  topics.samples(),
                  topics.milestones(),
                  topics.drift()),
          topics -> List.of(topics.runs(), topics.commands()),
          Role.Making.DEPLOYMENT,
          /* transacts= */ false);

  private OperatorRole() {}
}
