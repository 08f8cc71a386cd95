package io.scorestream.evaluator.tracking;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What of MLflow's REST API (version 2.0) metrics take: an experiment by its name, a run in it by
 * its tags, and batches of metrics. Safe for threads.
 */
final class Mlflow {

  /** The most metrics that MLflow takes in one request. */
  static final int MOST_METRICS = 1000;

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final int OK = 200;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String api;
  private final Optional<String> authorization;
  private final HttpClient http;

  /** Asks this server. */
  Mlflow(MlflowServer server) {
    this.api = server.url().replaceFirst("/+$", "") + "/api/2.0/mlflow/";
    this.authorization = server.authorization();
    this.http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
  }

  /** Id of the experiment of a name, which is made where there is none. */
  String experiment(String name) throws IOException {
    try {
      String query = "experiment_name=" + URLEncoder.encode(name, UTF_8);
      JsonNode found = ask(request("experiments/get-by-name?" + query).GET().build());
      return id(found.path("experiment"), "experiment_id");
    } catch (MlflowException e) {
      if (!e.isNotFound()) {
        throw e;
      }
      return id(
          post("experiments/create", JSON.createObjectNode().put("name", name)), "experiment_id");
    }
  }

  /**
   * Id of the run that has these tags, which is made where there is none.
   *
   * @param tags that tell it from all others; without quotation marks
   * @param began when it began, in milliseconds
   */
  String run(String experiment, String name, Map<String, String> tags, long began)
      throws IOException {
    JsonNode found = post("runs/search", search(experiment, tags)).path("runs").path(0);
    if (!found.isMissingNode()) {
      return id(found.path("info"), "run_id");
    }
    ObjectNode run =
        JSON.createObjectNode()
            .put("experiment_id", experiment)
            .put("run_name", name)
            .put("start_time", began);
    ArrayNode given = run.putArray("tags");
    tags.forEach((key, value) -> given.addObject().put("key", key).put("value", value));
    return id(post("runs/create", run).path("run").path("info"), "run_id");
  }

  private static ObjectNode search(String experiment, Map<String, String> tags) {
    ObjectNode search = JSON.createObjectNode();
    search.putArray("experiment_ids").add(experiment);
    search.put(
        "filter",
        String.join(
            " and ",
            new TreeMap<>(tags)
                .entrySet().stream()
                    .map(tag -> "tags.`%s` = '%s'".formatted(tag.getKey(), tag.getValue()))
                    .toList()));
    return search.put("max_results", 1);
  }

  /**
   * Gives a run metrics.
   *
   * @param metrics {@link #MOST_METRICS} at most
   */
  void log(String run, List<TrackedMetric> metrics) throws IOException {
    ObjectNode batch = JSON.createObjectNode().put("run_id", run);
    ArrayNode given = batch.putArray("metrics");
    for (TrackedMetric metric : metrics) {
      given
          .addObject()
          .put("key", metric.key())
          .put("value", metric.value())
          .put("timestamp", metric.timestamp())
          .put("step", metric.step());
    }
    post("runs/log-batch", batch);
  }

  /**
   * Says what a run was told; to say it again is harmless.
   *
   * @param parameters 100 at most, none of which ever changes
   */
  void tell(String run, Map<String, String> parameters) throws IOException {
    ObjectNode batch = JSON.createObjectNode().put("run_id", run);
    ArrayNode given = batch.putArray("params");
    parameters.forEach((key, value) -> given.addObject().put("key", key).put("value", value));
    post("runs/log-batch", batch);
  }

  private JsonNode post(String path, ObjectNode body) throws IOException {
    return ask(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString(), UTF_8))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api + path)).timeout(ANSWER);
    authorization.ifPresent(known -> request.header("Authorization", known));
    return request;
  }

  private JsonNode ask(HttpRequest request) throws IOException {
    HttpResponse<String> response;
    try {
      response = http.send(request, BodyHandlers.ofString(UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while MLflow was asked");
    }
    if (response.statusCode() != OK) {
      throw new MlflowException(
          response.statusCode(),
          "%s %s: %s"
              .formatted(request.uri().getPath(), response.statusCode(), response.body().strip()));
    }
    try {
      return JSON.readTree(response.body());
    } catch (JacksonException e) {
      throw new IOException(request.uri() + " did not answer in JSON", e);
    }
  }

  private static String id(JsonNode in, String name) throws IOException {
    String id = in.path(name).asText("");
    if (id.isEmpty()) {
      throw new IOException("MLflow's answer has no " + name);
    }
    return id;
  }
}
