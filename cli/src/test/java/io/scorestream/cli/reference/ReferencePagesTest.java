package io.scorestream.cli.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A reference page that says other things than the code does is worse than none. */
class ReferencePagesTest {

  private static final Path DOCS = Path.of("..", "docs");
  private static final Map<String, String> PAGES = ReferencePages.all();

  static Set<String> pages() {
    return PAGES.keySet();
  }

  @BeforeAll
  static void writeWhereAsked() throws IOException {
    if (Boolean.getBoolean("scorestream.reference.write")) {
      for (Map.Entry<String, String> page : PAGES.entrySet()) {
        Files.writeString(DOCS.resolve(page.getKey()), page.getValue());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void page_saysWhatTheCodeSays(String page) {
    assertThat(DOCS.resolve(page))
        .as("run 'mvn -pl cli -am test -Dscorestream.reference.write=true' and commit")
        .hasContent(PAGES.get(page));
  }
}
