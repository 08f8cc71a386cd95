package io.scorestream.dashboard.api;

/**
 * What the page can do beside showing.
 *
 * @param draws whether a sampler can be asked for samples
 * @param operate whether runs can be told to do something else
 */
public record Abilities(boolean draws, boolean operate) {

  /** To show alone. */
  public static final Abilities NONE = new Abilities(false, false);
}
