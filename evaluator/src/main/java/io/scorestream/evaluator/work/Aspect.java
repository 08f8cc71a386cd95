package io.scorestream.evaluator.work;

/** What of a milestone is evaluated in parts. */
public enum Aspect {
  /** Its networks, timestep by timestep. */
  NETWORKS("timesteps"),
  /** Its generations, comparison by comparison. */
  GENERATIONS("distances");

  private final String unit;

  Aspect(String unit) {
    this.unit = unit;
  }

  /** What its parts are called, in plural. */
  public String unit() {
    return unit;
  }
}
