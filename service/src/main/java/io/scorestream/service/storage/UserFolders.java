package io.scorestream.service.storage;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where files of this user go unless another place is given: XDG Base Directory Specification. */
public final class UserFolders {

  private UserFolders() {}

  /** What is to stay: {@code scorestream} below XDG_DATA_HOME, or below {@code ~/.local/share}. */
  public static Path data(Map<String, String> environment) {
    return below(environment.get("XDG_DATA_HOME"), Path.of(".local", "share"));
  }

  /** What can be rebuilt: {@code scorestream} below XDG_CACHE_HOME, or below {@code ~/.cache}. */
  public static Path cache(Map<String, String> environment) {
    return below(environment.get("XDG_CACHE_HOME"), Path.of(".cache"));
  }

  private static Path below(@Nullable String given, Path ofHome) {
    Path base =
        given == null || given.isBlank()
            ? Path.of(System.getProperty("user.home")).resolve(ofHome)
            : Path.of(given);
    return base.resolve("scorestream");
  }
}
