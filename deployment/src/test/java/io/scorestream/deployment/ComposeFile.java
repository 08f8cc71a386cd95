package io.scorestream.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.Yaml;

/**
 * One of the compose files, as YAML and as text.
 *
 * @param name of the file, at the top of the project
 */
public record ComposeFile(String name, String text, Map<String, Object> yaml) {

  static final Path TOP = Path.of("..");

  /** Compose's own tag, for a value that replaces another instead of being added to it. */
  private static final String RESET = "!reset ";

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)(?::?-([^}]*))?}");

  public static ComposeFile read(String name) {
    try {
      String text = Files.readString(TOP.resolve(name), UTF_8);
      return new ComposeFile(name, text, new Yaml().load(text.replace(RESET, "")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All of them. */
  static List<ComposeFile> all() throws IOException {
    try (var files = Files.list(TOP)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("(docker-)?compose.*\\.ya?ml"))
          .sorted()
          .map(ComposeFile::read)
          .toList();
    }
  }

  @SuppressWarnings("unchecked")
  public Map<String, Map<String, Object>> services() {
    return (Map<String, Map<String, Object>>) yaml.get("services");
  }

  /** Those whose image is ours. */
  Map<String, Map<String, Object>> own() {
    return services().entrySet().stream()
        .filter(service -> service.getValue().containsKey("build"))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Variables that a service is given; {@code null} for those that are passed on as they are. */
  @SuppressWarnings("unchecked")
  Map<String, Object> environment(String service) {
    return new LinkedHashMap<>(
        (Map<String, Object>) services().get(service).getOrDefault("environment", Map.of()));
  }

  /** The variables that the file itself asks for, with what it takes where they are not set. */
  Map<String, String> variables() {
    Map<String, String> found = new TreeMap<>();
    Matcher matcher = VARIABLE.matcher(text);
    while (matcher.find()) {
      found.put(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2));
    }
    return found;
  }
}
