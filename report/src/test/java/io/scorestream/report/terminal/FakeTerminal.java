package io.scorestream.report.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a terminal of endless size shows after some output: enough of ECMA-48 for the live view. */
final class FakeTerminal {

  private static final Pattern PIECE =
      Pattern.compile("\u001b\\[(?<arguments>[?\\d]*)(?<command>[A-Za-z])|\n|[^\u001b\n]+");

  private final List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
  private int row;
  private int column;

  static List<String> after(String output) {
    FakeTerminal terminal = new FakeTerminal();
    Matcher pieces = PIECE.matcher(output);
    int end = 0;
    while (pieces.find()) {
      if (pieces.start() != end) {
        throw new IllegalArgumentException("a terminal does not know " + output.substring(end));
      }
      end = pieces.end();
      terminal.take(pieces);
    }
    return terminal.lines.stream().map(line -> line.toString().stripTrailing()).toList();
  }

  private void take(Matcher piece) {
    if (piece.group().equals("\n")) {
      row++;
      column = 0;
      if (row == lines.size()) {
        lines.add(new StringBuilder());
      }
    } else if (piece.group("command") == null) {
      print(piece.group());
    } else {
      command(piece.group("command"), piece.group("arguments"));
    }
  }

  private void print(String text) {
    StringBuilder line = lines.get(row);
    line.replace(column, Math.min(line.length(), column + text.length()), text);
    column += text.length();
  }

  private void command(String command, String arguments) {
    switch (command) {
      case "F" -> {
        row -= Integer.parseInt(arguments);
        column = 0;
      }
      case "K" -> lines.get(row).setLength(column);
      case "J" -> {
        lines.get(row).setLength(column);
        lines.subList(row + 1, lines.size()).clear();
      }
      case "h", "l", "m" -> {}
      default -> throw new IllegalArgumentException("a terminal does not know " + command);
    }
  }
}
