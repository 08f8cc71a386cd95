package io.scorestream.experiments.result;

/** Where an expected number comes from, and so what a disagreement would mean. */
public enum Basis {
  /** A closed form. */
  FORMULA("formula"),

  /** An integral in one dimension, worked out without any random numbers. */
  QUADRATURE("quadrature"),

  /** An earlier simulation with other code, which has an error of its own. */
  SIMULATION("simulation"),

  /** A limit that the claim itself names. */
  BOUND("bound");

  private final String text;

  Basis(String text) {
    this.text = text;
  }

  /** One lower-case word. */
  public String text() {
    return text;
  }
}
