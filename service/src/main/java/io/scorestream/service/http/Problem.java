package io.scorestream.service.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * Why a question is not answered.
 *
 * @param status HTTP status code
 * @param problem what is wrong, and with what
 * @param remedy what to do about it
 */
public record Problem(int status, String problem, String remedy) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** The same in JSON. */
  public Reply reply() {
    try {
      return Reply.json(status, JSON.writeValueAsString(this));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a problem could not be written", e);
    }
  }
}
