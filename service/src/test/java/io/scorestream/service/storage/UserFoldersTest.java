package io.scorestream.service.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserFoldersTest {

  private static final Path HOME = Path.of(System.getProperty("user.home"));

  @Test
  void folders_areWhereTheEnvironmentSays() {
    Map<String, String> environment = Map.of("XDG_DATA_HOME", "/d", "XDG_CACHE_HOME", "/c");
    assertThat(UserFolders.data(environment)).isEqualTo(Path.of("/d/scorestream"));
    assertThat(UserFolders.cache(environment)).isEqualTo(Path.of("/c/scorestream"));
  }

  @Test
  void folders_ofABlankEnvironment_areInTheUsersHome() {
    Map<String, String> environment = Map.of("XDG_CACHE_HOME", " ");
    assertThat(UserFolders.data(environment)).isEqualTo(HOME.resolve(".local/share/scorestream"));
    assertThat(UserFolders.cache(environment)).isEqualTo(HOME.resolve(".cache/scorestream"));
  }
}
