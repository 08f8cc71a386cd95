package io.scorestream.dashboard.operate;

import com.sun.net.httpserver.HttpExchange;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.http.Json;
import io.scorestream.service.http.Problem;
import io.scorestream.service.http.Reply;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.steering.Steering;
import java.io.IOException;

/**
 * Gives runs commands, by the code of {@code scorestream runs}. One at a time: whoever asks waits
 * for those before. Safe from any thread.
 */
public final class Operator {

  private final Steering steering;

  /**
   * @param clients whose commands topic is written
   */
  public Operator(KafkaClients clients) {
    this.steering = new Steering(clients, /* dryRun= */ false);
  }

  /** Answers a request, whose body says what a run is to do. */
  public void operate(HttpExchange exchange, String run) throws IOException {
    reply(exchange, run).send(exchange);
  }

  private synchronized Reply reply(HttpExchange exchange, String run) throws IOException {
    try {
      Operation operation = Operation.read(exchange.getRequestBody());
      return Reply.json(200, Json.text(operation.apply(steering, run)));
    } catch (ScorestreamException e) {
      int status =
          switch (e.reason()) {
            case USAGE -> 400;
            case REFUSED -> 403;
            case UNAVAILABLE -> 503;
            default -> 500;
          };
      return new Problem(status, String.valueOf(e.getMessage()), e.remedy()).reply();
    }
  }
}
