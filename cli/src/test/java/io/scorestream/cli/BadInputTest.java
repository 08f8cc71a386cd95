package io.scorestream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.service.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad input ends with a code, the place, and the remedy, before anything is started. */
class BadInputTest {

  @TempDir private Path directory;

  @Test
  void file_thatIsMissing() {
    quickstart("--data", directory.resolve("none.csv").toString())
        .failsClearly(Reason.NO_INPUT.exitCode(), "none.csv");
  }

  @Test
  void row_thatIsRagged() throws IOException {
    Path file = rows("1,2", "3,4,5", "6,7");
    quickstart("--data", file.toString())
        .failsClearly(Reason.BAD_DATA.exitCode(), file.toString(), "line 2");
  }

  @Test
  void cell_thatIsNoNumber() throws IOException {
    Path file = rows("1,2", "3,4", "5,six");
    quickstart("--data", file.toString())
        .failsClearly(Reason.BAD_DATA.exitCode(), file.toString(), "line 3", "column 2", "six");
  }

  @Test
  void cell_thatIsNaN() throws IOException {
    Path file = rows("1,2", "NaN,4");
    quickstart("--data", file.toString())
        .failsClearly(Reason.BAD_DATA.exitCode(), file.toString(), "line 2", "column 1");
  }

  @Test
  void column_thatIsNotThere() throws IOException {
    Path file = rows("x,y", "1,2");
    quickstart("--data", file.toString(), "--columns", "x,z")
        .failsClearly(Reason.USAGE.exitCode(), "'z'");
  }

  @Test
  void law_thatIsUnknown() {
    quickstart("--law", "mixtur")
        .failsClearly(Reason.USAGE.exitCode(), "'mixtur'", "did you mean 'mixture'?", "gaussian");
  }

  @Test
  void until_beyondTheFile() throws IOException {
    quickstart("--data", squares(200).toString(), "--until", "200")
        .failsClearly(Reason.BAD_DATA.exitCode(), "--until 200", "give --until from");
  }

  @Test
  void until_thatLeavesTooLittleToEvaluateWith() throws IOException {
    Path file = rows(IntStream.range(0, 50).mapToObj(i -> i + "," + i * i).toArray(String[]::new));
    quickstart("--data", file.toString(), "--until", "20")
        .failsClearly(Reason.BAD_DATA.exitCode(), "has 50 samples", "held out", "or more");
    Path more = squares(200);
    quickstart("--data", more.toString(), "--until", "20")
        .failsClearly(Reason.BAD_DATA.exitCode(), "milestone 20", "held out", "--until from");
  }

  /** What is said of too few rows is enough, and one row less is not. */
  @Test
  void rows_thatAreTooFew_areToldHowManyWouldDo() throws IOException {
    Matcher enough =
        Pattern.compile("give (\\d+) samples or more")
            .matcher(quickstart("--data", squares(30).toString()).err());
    assertThat(enough.find()).isTrue();
    int needed = Integer.parseInt(enough.group(1));
    quickstart("--data", squares(needed - 1).toString())
        .failsClearly(Reason.BAD_DATA.exitCode(), "give " + needed + " samples or more");
    Path file = Files.createFile(directory.resolve("file"));
    quickstart("--data", squares(needed).toString(), "--dir", file.resolve("below").toString())
        .failsClearly(Reason.CANNOT_WRITE.exitCode(), file.toString());
  }

  @Test
  void rows_thatDoNotDiffer() throws IOException {
    quickstart("--data", rows("7,1", "7,1", "7,1").toString())
        .failsClearly(Reason.BAD_DATA.exitCode(), "nothing to learn", "3 rows are all equal");
    quickstart("--data", rows("7,1").toString())
        .failsClearly(Reason.BAD_DATA.exitCode(), "nothing to learn", "only one row");
  }

  private Path squares(int count) throws IOException {
    return rows(IntStream.range(0, count).mapToObj(i -> i + "," + i * i).toArray(String[]::new));
  }

  @Test
  void number_outOfRange() {
    quickstart("--timesteps", "0").failsClearly(Reason.USAGE.exitCode(), "timesteps is '0'");
    quickstart("--port", "70000").failsClearly(Reason.USAGE.exitCode(), "port is '70000'");
  }

  @Test
  void option_thatIsMistyped() {
    Invocation call = quickstart("--unti", "5");
    assertThat(call.exitCode()).isEqualTo(2);
    assertThat(call.err()).contains("--unti", "--until");
  }

  @Test
  void directory_thatCannotBeWritten() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    quickstart("--dir", file.resolve("below").toString())
        .failsClearly(Reason.CANNOT_WRITE.exitCode(), file.toString(), "--dir");
  }

  @Test
  void folder_thatHoldsNoQuickstart() {
    Invocation.of("runs", "list", "--dir", directory.toString())
        .failsClearly(Reason.NO_INPUT.exitCode(), directory.toString(), "--dir");
  }

  @Test
  void folder_besideABroker() {
    Invocation.of(
            "runs", "list", "--dir", directory.toString(), "--bootstrap-servers", "localhost:1")
        .failsClearly(Reason.USAGE.exitCode(), "--dir", "--bootstrap-servers");
  }

  @Test
  void port_thatIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      quickstart(
              "--port",
              String.valueOf(taken.getLocalPort()),
              "--dir",
              directory.resolve("home").toString())
          .failsClearly(
              Reason.UNAVAILABLE.exitCode(), String.valueOf(taken.getLocalPort()), "--port");
    }
  }

  @Test
  void broker_thatIsNotThere() {
    for (String command : new String[] {"produce", "train", "sample", "evaluate"}) {
      Invocation call =
          command.equals("produce")
              ? Invocation.of(command, "--bootstrap-servers", "127.0.0.1:1", "--law", "mixture")
              : Invocation.of(command, "--bootstrap-servers", "127.0.0.1:1");
      call.failsClearly(
          Reason.UNAVAILABLE.exitCode(),
          "Kafka at 127.0.0.1:1 does not answer",
          "--bootstrap-servers");
    }
  }

  private Invocation quickstart(String... args) {
    String[] all = new String[args.length + 2];
    all[0] = "quickstart";
    all[1] = "--exit";
    System.arraycopy(args, 0, all, 2, args.length);
    return Invocation.of(all);
  }

  private Path rows(String... rows) throws IOException {
    return Files.writeString(directory.resolve("rows.csv"), String.join("\n", rows));
  }
}
