package io.scorestream.repository;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages of this project say of numbers, files and modules is what is there. */
class ReadmeTest {

  private static final Path TOP = Path.of("..");
  private static final Path DISTANCES = TOP.resolve("docs/distances.md");
  private static final Path ARCHITECTURE = TOP.resolve("docs/architecture.md");

  /** The pages that show what was measured. */
  private static final List<Path> SHOWING = List.of(TOP.resolve("README.md"), DISTANCES);

  /** What was measured: the name of a file, then its content, between fences or as a table. */
  private static final Pattern MEASURED =
      Pattern.compile("<!-- (docs/measured/\\S+) -->\n(?:```\n([^`]*)```\n|((?:\\|.*\n)+))");

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:\\s]+)(?:#[^)]*)?\\)");
  private static final Pattern MODULE = Pattern.compile("<module>(.+?)</module>");

  @BeforeAll
  static void writeWhereAsked() throws IOException {
    if (Boolean.getBoolean("scorestream.reference.write")) {
      for (Path page : SHOWING) {
        Files.writeString(page, withWhatWasMeasured(page), UTF_8);
      }
    }
  }

  static List<Path> showing() {
    return SHOWING;
  }

  @ParameterizedTest
  @MethodSource("showing")
  void numbers_areThoseThatWereMeasured(Path page) throws IOException {
    assertThat(page)
        .as("run 'mvn -pl deployment -am test -Dscorestream.reference.write=true' and commit")
        .content(UTF_8)
        .isEqualTo(withWhatWasMeasured(page));
    assertThat(matches(MEASURED, Files.readString(page, UTF_8))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"2, %.1f to %.1f times as fast in the plane", "32, %.1f to %.1f times at d = 32"})
  void speedBesidePot_isThatOfTheBenchmark(int dimension, String claim) throws IOException {
    DoubleSummaryStatistics ratio =
        Files.readAllLines(TOP.resolve("bench/README.md"), UTF_8).stream()
            .map(line -> line.split(" *\\| *", -1))
            .filter(cell -> cell.length > 7 && cell[1].matches("w[12]"))
            .filter(cell -> cell[3].equals("2000") && cell[4].equals("" + dimension))
            .mapToDouble(cell -> Double.parseDouble(cell[7]))
            .summaryStatistics();
    assertThat(ratio.getCount()).isEqualTo(4);
    assertThat(DISTANCES)
        .content(UTF_8)
        .contains(String.format(Locale.ROOT, claim, ratio.getMin(), ratio.getMax()));
  }

  @Test
  void everyModule_isAmongTheFolders() throws IOException {
    String folders = Files.readString(ARCHITECTURE, UTF_8).split("## Where things live", 2)[1];
    assertThat(matches(MODULE, Files.readString(TOP.resolve("pom.xml"), UTF_8)))
        .extracting(match -> "`" + match.group(1) + "/`")
        .allSatisfy(folder -> assertThat(folders).contains(folder));
  }

  static Stream<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (String folder : List.of(".", "docs", "docs/adr", "bench")) {
      try (var files = Files.list(TOP.resolve(folder))) {
        files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
      }
    }
    return pages.stream();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void links_leadSomewhere(Path page) throws IOException {
    assertThat(matches(LINK, Files.readString(page, UTF_8)))
        .extracting(match -> page.resolveSibling(match.group(1)).normalize())
        .allSatisfy(target -> assertThat(target).exists());
  }

  private static String withWhatWasMeasured(Path page) throws IOException {
    String text = Files.readString(page, UTF_8);
    for (MatchResult match : matches(MEASURED, text)) {
      String measured = Files.readString(TOP.resolve(match.group(1)), UTF_8);
      String shown = match.group(2) == null ? match.group(3) : match.group(2);
      text = text.replace(shown, measured);
    }
    return text;
  }

  private static List<MatchResult> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().toList();
  }
}
