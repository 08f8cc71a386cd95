package io.scorestream.run.network;

/** Tells numbers from what is left of them when training diverges. */
final class Finite {
  private Finite() {}

  /** Whether there is neither an infinity nor a NaN among them. */
  static boolean all(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }
}
