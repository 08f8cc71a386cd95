package io.scorestream.evaluator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers as MLflow's documentation of its REST API 2.0 says, with the limits and names that it
 * states, the lowest of all its versions, and keeps each metric as often as it was given it.
 */
final class StubMlflow implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String API = "/api/2.0/mlflow/";
  private static final Pattern TAG = Pattern.compile("tags\\.`([\\w.]+)` = '([^']*)'");
  private static final Pattern KEY = Pattern.compile("[\\w./ -]{1,250}");
  private static final int MOST_METRICS = 1000;
  private static final int MOST_PARAMETERS = 100;
  private static final int MOST_CHARACTERS = 250;

  /** A metric of a run, as it was logged. */
  record Logged(String key, double value, long timestamp, long step) {}

  /** A run with its name, tags, parameters and metrics. */
  record TrackedRun(
      String name,
      Map<String, String> tags,
      Map<String, String> parameters,
      List<Logged> metrics) {}

  private final HttpServer server;
  private final Map<String, String> experiments = new HashMap<>();
  private final Map<String, TrackedRun> runs = new TreeMap<>();
  private int failures;
  private boolean failsAfterwards;
  private boolean refusesParameters;
  private @Nullable String wanted;

  StubMlflow() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Answers only who says this in the header Authorization. */
  synchronized void ask(String authorization) {
    wanted = authorization;
  }

  /** Lets the next requests end with 503, done or not. */
  synchronized void fail(int requests, boolean afterwards) {
    failures = requests;
    failsAfterwards = afterwards;
  }

  /** Refuses what says parameters from now on. */
  synchronized void refuseParameters() {
    refusesParameters = true;
  }

  /** How many of them are still to come. */
  synchronized int failuresLeft() {
    return failures;
  }

  synchronized Map<String, String> experiments() {
    return Map.copyOf(experiments);
  }

  synchronized List<TrackedRun> runs() {
    return runs.values().stream()
        .map(
            run ->
                new TrackedRun(
                    run.name(),
                    run.tags(),
                    Map.copyOf(run.parameters()),
                    List.copyOf(run.metrics())))
        .toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /** What is wrong with a request, by MLflow's names. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1;
    private final int status;

    Refused(int status, String code) {
      super(code);
      this.status = status;
    }
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    int status = 200;
    ObjectNode answer;
    try {
      if (wanted != null
          && !wanted.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        throw new Refused(401, "UNAUTHENTICATED");
      }
      boolean fails = failures > 0 && exchange.getRequestURI().getPath().endsWith("log-batch");
      if (fails) {
        failures--;
        if (!failsAfterwards) {
          throw new Refused(503, "TEMPORARILY_UNAVAILABLE");
        }
      }
      answer = answerTo(exchange);
      if (fails) {
        throw new Refused(503, "TEMPORARILY_UNAVAILABLE");
      }
    } catch (Refused e) {
      status = e.status;
      answer = JSON.createObjectNode().put("error_code", e.getMessage()).put("message", "no");
    }
    byte[] bytes = answer.toString().getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private ObjectNode answerTo(HttpExchange exchange) throws IOException, Refused {
    String call = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    String query = exchange.getRequestURI().getRawQuery();
    JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
    return switch (call.replace(API, "")) {
      case "GET experiments/get-by-name" -> experiment(query);
      case "POST experiments/create" -> createExperiment(text(body, "name"));
      case "POST runs/search" -> search(body);
      case "POST runs/create" -> createRun(body);
      case "POST runs/log-batch" -> log(body);
      default -> throw new Refused(404, "ENDPOINT_NOT_FOUND");
    };
  }

  private ObjectNode experiment(String query) throws Refused {
    String id = experiments.get(URLDecoder.decode(query.replace("experiment_name=", ""), UTF_8));
    if (id == null) {
      throw new Refused(404, "RESOURCE_DOES_NOT_EXIST");
    }
    ObjectNode answer = JSON.createObjectNode();
    answer.putObject("experiment").put("experiment_id", id);
    return answer;
  }

  private ObjectNode createExperiment(String name) throws Refused {
    String id = String.valueOf(experiments.size() + 1);
    if (experiments.putIfAbsent(name, id) != null) {
      throw new Refused(400, "RESOURCE_ALREADY_EXISTS");
    }
    return JSON.createObjectNode().put("experiment_id", id);
  }

  private ObjectNode search(JsonNode body) throws Refused {
    requireExperiment(body.path("experiment_ids").path(0).asText());
    List<MatchResult> wanted = TAG.matcher(text(body, "filter")).results().toList();
    ObjectNode answer = JSON.createObjectNode();
    runs.forEach(
        (id, run) -> {
          if (wanted.stream().allMatch(tag -> tag.group(2).equals(run.tags().get(tag.group(1))))) {
            array(answer).addObject().putObject("info").put("run_id", id);
          }
        });
    return answer;
  }

  private static ArrayNode array(ObjectNode answer) {
    return answer.withArray("/runs");
  }

  private ObjectNode createRun(JsonNode body) throws Refused {
    requireExperiment(text(body, "experiment_id"));
    if (!body.path("start_time").isIntegralNumber()) {
      throw new Refused(400, "INVALID_PARAMETER_VALUE");
    }
    Map<String, String> tags = new TreeMap<>();
    for (JsonNode tag : body.path("tags")) {
      tags.put(text(tag, "key"), text(tag, "value"));
    }
    String id = "run" + runs.size();
    runs.put(id, new TrackedRun(text(body, "run_name"), tags, new TreeMap<>(), new ArrayList<>()));
    ObjectNode answer = JSON.createObjectNode();
    answer.putObject("run").putObject("info").put("run_id", id);
    return answer;
  }

  private ObjectNode log(JsonNode body) throws Refused {
    TrackedRun run = runs.get(text(body, "run_id"));
    if (run == null) {
      throw new Refused(404, "RESOURCE_DOES_NOT_EXIST");
    }
    if (body.path("metrics").size() > MOST_METRICS) {
      throw new Refused(400, "INVALID_PARAMETER_VALUE");
    }
    List<Logged> logged = new ArrayList<>();
    for (JsonNode metric : body.path("metrics")) {
      boolean isSound =
          KEY.matcher(text(metric, "key")).matches()
              && metric.path("value").isNumber()
              && metric.path("timestamp").isIntegralNumber()
              && metric.path("step").isIntegralNumber();
      if (!isSound) {
        throw new Refused(400, "INVALID_PARAMETER_VALUE");
      }
      logged.add(
          new Logged(
              text(metric, "key"),
              metric.path("value").doubleValue(),
              metric.path("timestamp").longValue(),
              metric.path("step").longValue()));
    }
    int parameters = body.path("params").size();
    if (parameters > MOST_PARAMETERS || (refusesParameters && parameters > 0)) {
      throw new Refused(400, "INVALID_PARAMETER_VALUE");
    }
    for (JsonNode parameter : body.path("params")) {
      String value = text(parameter, "value");
      String before = run.parameters().put(text(parameter, "key"), value);
      boolean isSound =
          KEY.matcher(text(parameter, "key")).matches()
              && value.length() <= MOST_CHARACTERS
              && (before == null || before.equals(value));
      if (!isSound) {
        throw new Refused(400, "INVALID_PARAMETER_VALUE");
      }
    }
    run.metrics().addAll(logged);
    return JSON.createObjectNode();
  }

  private void requireExperiment(@Nullable String id) throws Refused {
    if (!experiments.containsValue(id)) {
      throw new Refused(404, "RESOURCE_DOES_NOT_EXIST");
    }
  }

  private static String text(JsonNode in, String name) throws Refused {
    if (!in.path(name).isTextual()) {
      throw new Refused(400, "INVALID_PARAMETER_VALUE");
    }
    return in.path(name).textValue();
  }
}
