package io.scorestream.ledger;

/**
 * Something that is not as it should be.
 *
 * @param place a record, {@code topic-partition@offset}, or what is missing, by its name
 * @param problem what is wrong
 * @param remedy what to do about it
 */
public record Finding(String place, String problem, String remedy) {

  @Override
  public String toString() {
    return place + ": " + problem;
  }
}
