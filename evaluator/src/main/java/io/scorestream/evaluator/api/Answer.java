package io.scorestream.evaluator.api;

import java.util.Optional;

/**
 * An answer in JSON.
 *
 * @param status HTTP status code
 * @param body JSON text
 * @param location where to ask instead; empty where this is the place
 */
record Answer(int status, String body, Optional<String> location) {

  /** A success. */
  static Answer of(Object view) {
    return new Answer(200, Json.text(view), Optional.empty());
  }

  /** A failure that a person can mend. */
  static Answer problem(int status, String problem, String remedy) {
    return new Answer(
        status, Json.text(new Views.Problem(status, problem, remedy)), Optional.empty());
  }

  /** Another place, which answers the same question. */
  static Answer elsewhere(String url) {
    Views.Problem problem =
        new Views.Problem(307, "another evaluator has this run", "follow Location: " + url);
    return new Answer(307, Json.text(problem), Optional.of(url));
  }
}
