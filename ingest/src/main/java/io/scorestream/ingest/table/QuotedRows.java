package io.scorestream.ingest.table;

import io.scorestream.ingest.bytes.GrowingText;

/**
 * Where the rows of a text end whose cells may be quoted (RFC 4180): at each line feed outside of
 * quotes. Quotes begin where a cell does, behind blanks perhaps; elsewhere they are characters as
 * any other, and so they are in comments.
 *
 * @param separator stands between the cells
 * @param comment begins lines that are left out
 */
record QuotedRows(char separator, char comment) implements GrowingText.RowEnds {

  private enum State {
    ROW_START,
    CELL_START,
    CELL,
    QUOTED,
    QUOTE_ENDED,
    COMMENT
  }

  @Override
  public int last(byte[] bytes, int length) {
    State state = State.ROW_START;
    int end = 0;
    for (int i = 0; i < length; i++) {
      state = after(state, (char) bytes[i]);
      if (bytes[i] == '\n' && state == State.ROW_START) {
        end = i + 1;
      }
    }
    return end;
  }

  @Override
  public int openQuote(byte[] bytes, int length) {
    State state = State.ROW_START;
    int quote = 0;
    for (int i = 0; i < length; i++) {
      State next = after(state, (char) bytes[i]);
      boolean goesOn = state == State.QUOTED || state == State.QUOTE_ENDED;
      quote = next == State.QUOTED && !goesOn ? i : quote;
      state = next;
    }
    return state == State.QUOTED ? quote : length;
  }

  private State after(State state, char next) {
    if (state == State.QUOTED) {
      return next == '"' ? State.QUOTE_ENDED : State.QUOTED;
    }
    if (next == '\n' || next == '\r') {
      return State.ROW_START;
    }
    if (state == State.COMMENT || (state == State.ROW_START && next == comment)) {
      return State.COMMENT;
    }
    if (next == separator) {
      return State.CELL_START;
    }
    boolean quotes = state != State.CELL;
    if (next == '"' && quotes) {
      return State.QUOTED;
    }
    // A blank after the end of quotes may only be followed by the cell's end.
    boolean begins = state == State.ROW_START || state == State.CELL_START;
    return next <= ' ' && begins ? State.CELL_START : State.CELL;
  }
}
