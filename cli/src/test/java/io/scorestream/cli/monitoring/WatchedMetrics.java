package io.scorestream.cli.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The metrics that dashboards and alerts name. */
final class WatchedMetrics {

  static final Path DEPLOYMENT = Path.of("..", "deployment");

  /** Metrics have a prefix; functions, labels and keywords of the query language have none. */
  private static final Pattern METRIC =
      Pattern.compile("\\b(scorestream|kafka|jvm|process|system|logback)_[a-z0-9_]+\\b");

  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");

  private WatchedMetrics() {}

  /** Metrics by the file that names them. */
  static Map<String, Set<String>> byFile() throws IOException {
    Map<String, Set<String>> metrics = new TreeMap<>();
    for (Path dashboard : dashboards()) {
      metrics.put(dashboard.getFileName().toString(), in(queries(dashboard)));
    }
    Path alerts = DEPLOYMENT.resolve("prometheus").resolve("alerts.yml");
    metrics.put("alerts.yml", in(List.of(withoutAnnotations(Files.readString(alerts, UTF_8)))));
    return metrics;
  }

  static List<Path> dashboards() throws IOException {
    try (var files = Files.list(DEPLOYMENT.resolve("grafana").resolve("dashboards"))) {
      return files.sorted().toList();
    }
  }

  static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }

  private static List<String> queries(Path dashboard) throws IOException {
    List<String> queries = new ArrayList<>();
    json(dashboard).findValues("expr").forEach(query -> queries.add(query.asText()));
    json(dashboard)
        .at("/templating/list")
        .forEach(choice -> queries.add(choice.at("/query/query").asText()));
    return queries;
  }

  private static String withoutAnnotations(String alerts) {
    return alerts.replaceAll("(?m)^ +summary:.*$", "");
  }

  private static Set<String> in(List<String> queries) {
    Set<String> metrics = new TreeSet<>();
    for (String query : queries) {
      Matcher matcher = METRIC.matcher(QUOTED.matcher(query).replaceAll(""));
      while (matcher.find()) {
        metrics.add(matcher.group());
      }
    }
    return metrics;
  }
}
