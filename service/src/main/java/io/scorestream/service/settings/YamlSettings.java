package io.scorestream.service.settings;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Settings in a YAML file: names with dots, or maps within maps, and scalars or lists of scalars.
 * Hyphens in names stand for dots, as on the command line.
 */
final class YamlSettings {

  private final Path file;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /**
   * A value as it is written.
   *
   * @param place file, line and column
   */
  record Entry(String value, String place) {}

  private YamlSettings(Path file) {
    this.file = file;
  }

  /** Whether a file is one, by its name. */
  static boolean isNamedSo(Path file) {
    return file.toString().matches(".*\\.ya?ml");
  }

  /**
   * Reads a file.
   *
   * @return values by the settings' names
   * @throws ScorestreamException naming line and column of what is no setting
   */
  static Map<String, Entry> read(Path file) {
    YamlSettings settings = new YamlSettings(file);
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      Node root = new Yaml(new LoaderOptions()).compose(reader);
      if (root != null) {
        settings.add("", root);
      }
      return settings.entries;
    } catch (MarkedYAMLException e) {
      throw settings.wrong(e.getProblemMark(), String.valueOf(e.getProblem()));
    } catch (IOException | YAMLException e) {
      throw new ScorestreamException(
          Reason.NO_INPUT,
          "settings file " + file + " cannot be read: " + e.getMessage(),
          "give the path of a readable YAML file",
          e);
    }
  }

  private void add(String name, Node node) {
    if (node instanceof MappingNode map) {
      for (NodeTuple entry : map.getValue()) {
        String key = scalar(entry.getKeyNode()).replace('-', '.');
        add(name.isEmpty() ? key : name + "." + key, entry.getValueNode());
      }
    } else if (name.isEmpty()) {
      throw wrong(
          node.getStartMark(), "there are no settings with their names, such as epochs: 20");
    } else {
      String value =
          node instanceof SequenceNode list
              ? list.getValue().stream().map(this::scalar).collect(Collectors.joining(","))
              : scalar(node);
      if (entries.put(name, new Entry(value, place(node.getStartMark()))) != null) {
        throw wrong(node.getStartMark(), name + " is set twice");
      }
    }
  }

  private String scalar(Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw wrong(node.getStartMark(), "a text, a number or a truth is expected here");
  }

  private String place(Mark mark) {
    return "%s, line %s, column %s".formatted(file, mark.getLine() + 1, mark.getColumn() + 1);
  }

  private ScorestreamException wrong(Mark mark, String what) {
    return new ScorestreamException(
        Reason.USAGE, place(mark) + ": " + what, "mend that line; --help lists all settings");
  }
}
