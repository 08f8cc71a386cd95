package io.scorestream.dashboard.api;

import io.scorestream.service.http.Json;
import io.scorestream.service.http.Problem;
import io.scorestream.service.http.Reply;
import java.util.Optional;

/**
 * An answer in JSON.
 *
 * @param reply what is said
 * @param version of what it is made of, for an ETag; empty where it is not to be kept
 */
record Answer(Reply reply, Optional<String> version) {

  /** A success, of a version of the board. */
  static Answer of(Object view, long version) {
    return new Answer(Reply.json(200, Json.text(view)), Optional.of(String.valueOf(version)));
  }

  /** A success that is asked for anew each time. */
  static Answer fresh(Object view) {
    return new Answer(Reply.json(200, Json.text(view)), Optional.empty());
  }

  /** A success that is JSON already and never changes. */
  static Answer ofText(String json) {
    return new Answer(Reply.json(200, json), Optional.empty());
  }

  /** A failure that a person can mend. */
  static Answer problem(int status, String problem, String remedy) {
    return new Answer(new Problem(status, problem, remedy).reply(), Optional.empty());
  }
}
