package io.scorestream.service.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.topics.TopicCatalogue;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectionSettingsTest {

  @Test
  void user_ofARegistrysUrl_isTakenOutOfIt() {
    ConnectionSettings settings = with("http://me:se%40cr+et@a:1,http://me:other@b:2", Map.of());
    assertThat(settings.registryUrl()).isEqualTo("http://a:1,http://b:2");
    assertThat(settings.kafka())
        .containsOnly(
            Map.entry("basic.auth.user.info", "me:se@cr+et"),
            Map.entry("basic.auth.credentials.source", "USER_INFO"));
    assertThat(settings.toString()).doesNotContain("cr+et").contains("http://a:1");
  }

  @Test
  void user_thatIsNamedApart_comesBeforeThatOfTheUrl() {
    assertThat(with("http://me:secret@a", Map.of("basic.auth.user.info", "you:s")).kafka())
        .containsEntry("basic.auth.user.info", "you:s");
  }

  @Test
  void url_withoutAUser_staysAsItIs() {
    ConnectionSettings settings = with("http://a:1/x@y", Map.of());
    assertThat(settings.registryUrl()).isEqualTo("http://a:1/x@y");
    assertThat(settings.kafka()).isEmpty();
  }

  private static ConnectionSettings with(String url, Map<String, String> kafka) {
    return new ConnectionSettings("b:1", url, new TopicCatalogue("t"), kafka);
  }
}
