package io.scorestream.evaluator.api;

import io.scorestream.service.http.Json;
import io.scorestream.service.http.Problem;
import io.scorestream.service.http.Reply;
import java.util.Optional;

/**
 * An answer in JSON.
 *
 * @param reply what is said
 * @param location where to ask instead; empty where this is the place
 */
record Answer(Reply reply, Optional<String> location) {

  /** A success. */
  static Answer of(Object view) {
    return ofText(Json.text(view));
  }

  /** A success that is JSON already. */
  static Answer ofText(String json) {
    return new Answer(Reply.json(200, json), Optional.empty());
  }

  /** A failure that a person can mend. */
  static Answer problem(int status, String problem, String remedy) {
    return new Answer(new Problem(status, problem, remedy).reply(), Optional.empty());
  }

  /** Another place, which answers the same question. */
  static Answer elsewhere(String url) {
    Problem problem = new Problem(307, "another evaluator has this run", "follow Location: " + url);
    return new Answer(problem.reply(), Optional.of(url));
  }
}
