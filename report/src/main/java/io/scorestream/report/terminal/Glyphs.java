package io.scorestream.report.terminal;

import java.nio.charset.Charset;

/** The characters that are not ASCII, and what stands in for them where a terminal has none. */
enum Glyphs {
  UNICODE("█", "░", "σ·D"),
  ASCII("#", ".", "s*D");

  private final String done;
  private final String left;
  private final String robustError;

  Glyphs(String done, String left, String robustError) {
    this.done = done;
    this.left = left;
    this.robustError = robustError;
  }

  /** Those that a character set can write. */
  static Glyphs in(Charset charset) {
    return charset.newEncoder().canEncode(UNICODE.done + UNICODE.left + UNICODE.robustError)
        ? UNICODE
        : ASCII;
  }

  /**
   * A progress bar.
   *
   * @param share from 0 to 1; clamped
   * @param width characters
   */
  String bar(double share, int width) {
    int full = (int) (Math.max(0, Math.min(1, share)) * width);
    return done.repeat(full) + left.repeat(width - full);
  }

  /** The robust error without its level. */
  String robustError() {
    return robustError;
  }
}
