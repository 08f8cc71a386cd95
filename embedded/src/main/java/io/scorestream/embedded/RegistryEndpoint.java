package io.scorestream.embedded;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The Confluent REST interface of a registry on 127.0.0.1. */
final class RegistryEndpoint {
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);
  private static final String BACKWARD = "{\"compatibility\":\"BACKWARD\"}";

  private final HttpClient http = HttpClient.newHttpClient();
  private final String url;

  RegistryEndpoint(int port) {
    url = "http://127.0.0.1:" + port + "/apis/ccompat/v7";
  }

  String url() {
    return url;
  }

  /** Whether the registry answers yet. */
  boolean ready() throws InterruptedException {
    try {
      return send(config().GET()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Lets a subject take only schemas that read what earlier ones wrote; without it all are taken.
   */
  void requireBackwardCompatibility() throws IOException, InterruptedException {
    HttpResponse<String> answer = send(config().PUT(HttpRequest.BodyPublishers.ofString(BACKWARD)));
    if (answer.statusCode() != 200) {
      throw new IOException(
          "PUT " + url + "/config gave " + answer.statusCode() + " " + answer.body());
    }
  }

  private HttpRequest.Builder config() {
    return HttpRequest.newBuilder(URI.create(url + "/config"))
        .timeout(ANSWER_LIMIT)
        .header("Content-Type", "application/vnd.schemaregistry.v1+json");
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
