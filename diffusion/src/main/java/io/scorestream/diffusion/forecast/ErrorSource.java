package io.scorestream.diffusion.forecast;

/** What an error comes from, and so what would lower it. */
public enum ErrorSource {
  /** Training ended before the best network on these samples was found: more steps. */
  OPTIMISATION,
  /** Other samples of as many would have given another network: more data. */
  STATISTICAL,
  /** No network of this size has the score: a larger one. */
  APPROXIMATION
}
