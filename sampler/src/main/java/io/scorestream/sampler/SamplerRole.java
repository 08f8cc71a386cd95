package io.scorestream.sampler;

import io.scorestream.service.access.Role;
import java.util.List;

/** Generates. */
public final class SamplerRole {

  /** The role. */
  public static final Role ROLE =
      Role.of(
          "sampler",
          topics ->
              List.of(
                  topics.runs(),
                  topics.commands(),
                  topics.milestones(),
                  topics.weights(),
                  topics.generations(),
                  topics.generationRequests(),
                  topics.deadLetters()),
          topics ->
              List.of(topics.generations(), topics.generationReplies(), topics.deadLetters()));

  private SamplerRole() {}
}
