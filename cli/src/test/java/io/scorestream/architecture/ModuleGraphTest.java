package io.scorestream.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds docs/architecture.md to the modules that there are. */
class ModuleGraphTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern DRAWN = Pattern.compile("(?m)^ {2}([a-z-]+ --> [a-z-]+)$");
  private static final Pattern REASON =
      Pattern.compile("(?m)^\\| `([a-z-]+)` → `([a-z-]+)` \\| (\\S.*) \\|$");

  private static ModuleGraph modules;
  private static String page;

  @BeforeAll
  static void read() throws Exception {
    modules = ModuleGraph.of(ROOT);
    page = Files.readString(ROOT.resolve("docs/architecture.md"), UTF_8);
  }

  @Test
  void diagram_hasTheArrowsOfThePoms() {
    Set<String> drawn =
        DRAWN.matcher(page).results().map(m -> m.group(1)).collect(Collectors.toSet());
    assertThat(drawn)
        .as("draw an arrow for what a pom needs, unless it follows from other arrows")
        .isEqualTo(modules.arrows());
  }

  @Test
  void everyArrow_hasItsReason() {
    Map<String, String> reasons = new TreeMap<>();
    for (Matcher row = REASON.matcher(page); row.find(); ) {
      reasons.put(row.group(1) + " --> " + row.group(2), row.group(3));
    }
    assertThat(reasons.keySet())
        .as("give each arrow a row of the table that says why it is there")
        .isEqualTo(modules.arrows());
  }

  @Test
  void arrows_thatFollowFromOthers_areNotDrawn() {
    Map<String, Set<String>> needs =
        Map.of("a", Set.of("b", "c"), "b", Set.of("c"), "c", Set.of(), "d", Set.of("c"));
    assertThat(new ModuleGraph(needs).arrows()).containsExactly("a --> b", "b --> c", "d --> c");
  }
}
