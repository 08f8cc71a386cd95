package io.scorestream.repository;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Decisions say how they stand and since when, and the index lists all of them. */
class DecisionsTest {

  private static final Path FOLDER = Path.of("../docs/adr");
  private static final Path INDEX = FOLDER.resolve("README.md");
  private static final String DATE = "\\d{4}-\\d\\d-\\d\\d";

  private static final String HEAD =
      """
      # Decisions

      One page for each decision that could have gone another way: what was decided, why, and what was measured. A decision
      that no longer holds stays, and names the one that took its place. A new page takes the next number; the third line
      says how it stands and since when, and this list is written by
      `mvn -pl deployment -am test -Dscorestream.reference.write=true`.

      """;

  @BeforeAll
  static void writeWhereAsked() throws IOException {
    if (Boolean.getBoolean("scorestream.reference.write")) {
      Files.writeString(INDEX, index(), UTF_8);
    }
  }

  @Test
  void eachDecision_saysHowItStandsAndSinceWhen() throws IOException {
    assertThat(pages())
        .allSatisfy(
            page ->
                assertThat(Files.readAllLines(page, UTF_8).get(2))
                    .as("line 3 of %s", page)
                    .matches(
                        "\\*(Accepted · %1$s(, revised %1$s)?|Superseded by \\d+ · %1$s)\\*"
                            .replace("%1$s", DATE)));
  }

  @Test
  void numbers_followEachOther() throws IOException {
    List<Path> pages = pages();
    for (int i = 0; i < pages.size(); i++) {
      int number = i + 1;
      assertThat(title(pages.get(i))).as("%s", pages.get(i)).startsWith(number + ". ");
    }
  }

  @Test
  void index_listsAllOfThem() throws IOException {
    assertThat(INDEX).content(UTF_8).isEqualTo(index());
  }

  private static String index() throws IOException {
    return pages().stream()
        .map(page -> "- [" + title(page) + "](" + page.getFileName() + ")" + standing(page))
        .collect(Collectors.joining("\n", HEAD, "\n"));
  }

  /** Said only of those that no longer hold. */
  private static String standing(Path page) {
    String line = line(page, 2);
    return line.startsWith("*Accepted") ? "" : " " + line;
  }

  private static String title(Path page) {
    return line(page, 0).replaceFirst("^# ", "");
  }

  private static String line(Path page, int number) {
    try {
      return Files.readAllLines(page, UTF_8).get(number);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> pages() throws IOException {
    try (var files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.getFileName().toString().matches("\\d{4}-.*\\.md"))
          .sorted()
          .toList();
    }
  }
}
