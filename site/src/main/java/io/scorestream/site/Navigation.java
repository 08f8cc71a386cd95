package io.scorestream.site;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The documents, in the order that they are offered in. */
final class Navigation {

  /** Documents by group; {@code docs/adr} follows its index, and is not in it. */
  static final Map<String, List<Path>> GROUPS = groups();

  private Navigation() {}

  private static Map<String, List<Path>> groups() {
    Map<String, List<Path>> groups = new LinkedHashMap<>();
    groups.put("Begin", paths("README.md", "docs/tutorial.md", "docs/concepts.md"));
    groups.put("Use", paths("docs/data.md", "docs/runs.md", "docs/distances.md", "docs/export.md"));
    groups.put("Operate", paths("docs/operations.md", "docs/faults.md", "SECURITY.md"));
    groups.put(
        "Look up",
        paths(
            "docs/glossary.md",
            "docs/metrics.md",
            "docs/topics.md",
            "docs/settings.md",
            "docs/meters.md"));
    groups.put("In Python", paths("docs/topics-in-python.md", "docs/sample-in-python.md"));
    groups.put(
        "Inside",
        paths(
            "docs/architecture.md",
            "docs/adr/README.md",
            "docs/reproduce.md",
            "bench/README.md",
            "docs/mutation.md",
            "docs/dependencies.md",
            "CONTRIBUTING.md",
            "CHANGELOG.md"));
    return groups;
  }

  private static List<Path> paths(String... names) {
    return List.of(names).stream().map(Path::of).toList();
  }
}
