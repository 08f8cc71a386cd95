package io.scorestream.cli.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.cli.Invocation;
import io.scorestream.experiments.result.Accepted;
import io.scorestream.experiments.result.Check;
import io.scorestream.experiments.result.Curve;
import io.scorestream.experiments.result.Experiment;
import io.scorestream.experiments.result.Figure;
import io.scorestream.experiments.result.Figure.Axis;
import io.scorestream.experiments.result.Result;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReproduceCommandTest {

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();

  /** Measures its own number, whatever the seed. */
  private record Fixed(String name, double measured) implements Experiment {

    @Override
    public String claim() {
      return "it is about 1";
    }

    @Override
    public Result run(long seed) {
      double[] x = {1, 2};
      double[] y = {measured, measured};
      return new Result(
          List.of(Check.formula("m = 1", "number", 1, Accepted.within(1, .1), measured)),
          new Figure(
              name,
              Axis.linear("x"),
              Axis.linear("y"),
              List.of(Curve.of("found", Curve.Style.MARKED_LINE, 0, x, y))),
          List.of());
    }
  }

  private int run(String... names) {
    List<Experiment> known = List.of(new Fixed("right", 1.05), new Fixed("wrong", 1.5));
    CommandLine command = new CommandLine(new ReproduceCommand(known, Map.of()));
    command.setOut(new PrintWriter(out, true));
    String[] args = new String[names.length + 2];
    System.arraycopy(names, 0, args, 0, names.length);
    args[names.length] = "--report";
    args[names.length + 1] = folder.toString();
    return command.execute(args);
  }

  @Test
  void numbersAsExpected_endWith0_andLeaveTableAndPicture() {
    assertThat(run("right")).isZero();
    assertThat(out.toString()).contains("pass").contains("1 of 1 experiments as expected");
    assertThat(folder.resolve("right.csv")).content().contains("number");
    assertThat(folder.resolve("right.png")).isNotEmptyFile();
  }

  @Test
  void aNumberThatIsOff_endsWith1_andIsNamed() {
    assertThat(run("all")).isEqualTo(1);
    assertThat(out.toString()).contains("FAIL").contains("not as expected: wrong");
  }

  @Test
  void unknownExperiment_isNamed() {
    Invocation.of("reproduce", "figure2").failsClearly(64, "figure2", "figure1");
  }
}
