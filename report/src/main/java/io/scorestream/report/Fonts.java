package io.scorestream.report;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.util.Optional;

/** Whether this Java can write text into pictures: bare container images have no fonts. */
final class Fonts {

  private static final FontRenderContext PLAIN = new FontRenderContext(null, true, true);

  private Fonts() {}

  /** What hinders it and what to do; empty when nothing does. */
  static Optional<String> problem() {
    try {
      Font font = Charts.font(Font.PLAIN, 20);
      return font.getStringBounds("m", PLAIN).getWidth() > 0
          ? Optional.empty()
          : Optional.of(remedy("no fonts are installed"));
    } catch (RuntimeException | LinkageError | InternalError e) {
      return Optional.of(remedy(e.toString()));
    }
  }

  private static String remedy(String cause) {
    return "This Java cannot draw text ("
        + cause
        + "). Install a font and fontconfig (Debian: fontconfig fonts-dejavu-core libfreetype6).";
  }
}
