package io.scorestream.local.home;

import java.nio.file.Path;
import java.util.Map;

/** Where commands keep their files unless they are told. */
public final class DataHome {

  private DataHome() {}

  /** {@code scorestream} below XDG_DATA_HOME, or below the user's {@code ~/.local/share}. */
  public static Path in(Map<String, String> environment) {
    String xdg = environment.get("XDG_DATA_HOME");
    Path base =
        xdg == null || xdg.isBlank()
            ? Path.of(System.getProperty("user.home"), ".local", "share")
            : Path.of(xdg);
    return base.resolve("scorestream");
  }
}
