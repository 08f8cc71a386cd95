package io.scorestream.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.service.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EnvironmentPageTest {

  private static final Path PAGE = ComposeFile.TOP.resolve(".env.example");
  private static final Pattern ENTRY = Pattern.compile("(?m)^# ([A-Z_]+)=(.*)$");

  private static final String TEXT =
      EnvironmentPage.text(ComposeFile.read("docker-compose.yml").variables());

  @BeforeAll
  static void writeWhereAsked() throws IOException {
    if (Boolean.getBoolean("scorestream.reference.write")) {
      Files.writeString(PAGE, TEXT, UTF_8);
    }
  }

  @Test
  void page_saysWhatTheServicesSay() {
    assertThat(PAGE)
        .as("run 'mvn -pl deployment -am test -Dscorestream.reference.write=true' and commit")
        .content(UTF_8)
        .isEqualTo(TEXT);
  }

  @Test
  void page_hasEveryVariableOfTheComposeFiles_withItsDefault() throws IOException {
    Map<String, String> entries = entries();
    for (ComposeFile file : ComposeFile.all()) {
      assertThat(entries).as(file.name()).containsAllEntriesOf(file.variables());
    }
  }

  @Test
  void page_namesEverySettingOfEveryService() throws IOException {
    String page = Files.readString(PAGE, UTF_8);
    ServiceSettings.byService()
        .forEach(
            (service, declared) ->
                assertThat(declared.all())
                    .as(service)
                    .map(Setting::variable)
                    .allSatisfy(name -> assertThat(page).containsPattern("\\b" + name + "\\b")));
  }

  private static Map<String, String> entries() throws IOException {
    Map<String, String> entries = new TreeMap<>();
    Matcher matcher = ENTRY.matcher(Files.readString(PAGE, UTF_8));
    while (matcher.find()) {
      assertThat(entries.put(matcher.group(1), matcher.group(2)))
          .as("%s is there twice", matcher.group(1))
          .isNull();
    }
    return entries;
  }
}
