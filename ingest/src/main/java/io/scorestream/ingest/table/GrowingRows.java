package io.scorestream.ingest.table;

import io.scorestream.ingest.bytes.DataFile;
import io.scorestream.ingest.bytes.GrowingText;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of a text that is written on: after the last there may later be another. */
final class GrowingRows implements RowReader {

  private final Opening opening;
  private final CellNumbers numbers;
  private final GrowingText text;
  private @Nullable RowReader rows;
  private long comments;

  GrowingRows(DataFile file, Opening opening, CellNumbers numbers) throws IOException {
    this.opening = opening;
    this.numbers = numbers;
    this.text = new GrowingText(file, opening.separator().rowEnds(opening.comment()));
  }

  @Override
  public @Nullable Row next() throws IOException {
    RowReader piece = rows == null ? nextPiece() : rows;
    while (piece != null) {
      Row row = piece.next();
      if (row != null) {
        return row;
      }
      comments += piece.comments();
      piece = nextPiece();
    }
    return null;
  }

  private @Nullable RowReader nextPiece() throws IOException {
    BufferedReader piece = text.next();
    rows = piece == null ? null : opening.rows(piece, text.lines(), numbers);
    return rows;
  }

  @Override
  public long comments() {
    return comments;
  }

  @Override
  public Optional<String> openQuote() {
    return text.openQuote();
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
