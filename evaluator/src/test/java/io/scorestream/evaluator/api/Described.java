package io.scorestream.evaluator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The API's description, as far as these tests read it. */
public record Described(JsonNode document) {

  /** Reads a description. */
  public static Described of(String json) {
    return new Described(read(json));
  }

  /** Reads JSON. */
  public static JsonNode read(String json) {
    try {
      return JsonMapper.builder().build().readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError(json, e);
    }
  }

  List<String> paths() {
    return names(document.get("paths"));
  }

  /** Statuses that a path may be answered with. */
  List<String> statuses(String path) {
    return names(operation(path).get("responses"));
  }

  /** Schema of a path's answer with a status. */
  public JsonNode schema(String path, int status) {
    JsonNode answer = operation(path).get("responses").get(String.valueOf(status));
    assertThat(answer).as("%s may answer %d", path, status).isNotNull();
    return answer.get("content").get("application/json").get("schema");
  }

  private JsonNode operation(String path) {
    return document.get("paths").get(path).get("get");
  }

  /** Names of all schemas. */
  List<String> schemas() {
    return names(document.get("components").get("schemas"));
  }

  /**
   * Fails unless a value is as a schema says: every field described, every described field there.
   *
   * @param used told of each named schema that a value was held against
   * @param set told of each described field that had a value, as {@code schema.field}
   */
  public void check(
      JsonNode value, JsonNode schema, String where, Set<String> used, Set<String> set) {
    if (schema.has("$ref")) {
      String name = schema.get("$ref").asText().replace("#/components/schemas/", "");
      used.add(name);
      JsonNode named = document.get("components").get("schemas").get(name);
      assertThat(named).as("schema %s", name).isNotNull();
      value
          .properties()
          .forEach(
              field -> {
                if (!field.getValue().isNull()) {
                  set.add(name + "." + field.getKey());
                }
              });
      check(value, named, where, used, set);
    } else if (schema.has("oneOf")) {
      if (!value.isNull()) {
        check(value, schema.get("oneOf").get(0), where, used, set);
      }
    } else {
      checkPlain(value, schema, where, used, set);
    }
  }

  private void checkPlain(
      JsonNode value, JsonNode schema, String where, Set<String> used, Set<String> set) {
    assertThat(types(schema)).as("%s is %s", where, value).contains(type(value));
    if (schema.has("enum")) {
      assertThat(schema.get("enum")).as("%s", where).contains(value);
    }
    if (schema.has("properties")) {
      assertThat(names(value)).as(where).hasSameElementsAs(names(schema.get("properties")));
      assertThat(texts(schema.get("required")))
          .as(where)
          .hasSameElementsAs(names(schema.get("properties")));
      value
          .properties()
          .forEach(
              field ->
                  check(
                      field.getValue(),
                      schema.get("properties").get(field.getKey()),
                      where + "." + field.getKey(),
                      used,
                      set));
    }
    for (JsonNode item : value.isArray() ? value : List.<JsonNode>of()) {
      check(item, schema.get("items"), where + "[]", used, set);
    }
  }

  /** Every field of every schema, as {@code schema.field}. */
  Set<String> fields() {
    Set<String> fields = new TreeSet<>();
    document
        .get("components")
        .get("schemas")
        .properties()
        .forEach(
            schema ->
                names(schema.getValue().get("properties"))
                    .forEach(field -> fields.add(schema.getKey() + "." + field)));
    return fields;
  }

  private static String type(JsonNode value) {
    if (value.isIntegralNumber()) {
      return "integer";
    }
    return value.isNumber() ? "number" : value.getNodeType().name().toLowerCase(Locale.ROOT);
  }

  private static List<String> types(JsonNode schema) {
    JsonNode type = schema.get("type");
    List<String> types = type.isArray() ? texts(type) : new ArrayList<>(List.of(type.asText()));
    if (types.contains("number")) {
      types.add("integer");
    }
    return types;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
