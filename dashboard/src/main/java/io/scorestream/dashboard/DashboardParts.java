package io.scorestream.dashboard;

import io.scorestream.dashboard.draw.Sampler;
import java.util.Optional;

/**
 * What a dashboard can do beside showing.
 *
 * @param sampler makes samples when they are asked for; empty where nobody does
 * @param operates whether runs can be told to do something else; only for servers that ask who
 *     people are
 */
public record DashboardParts(Optional<Sampler> sampler, boolean operates) {

  /** To show alone. */
  public static final DashboardParts NONE = new DashboardParts(Optional.empty(), false);
}
