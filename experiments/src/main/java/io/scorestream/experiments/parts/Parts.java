package io.scorestream.experiments.parts;

import static io.scorestream.experiments.result.Figure.Axis.linear;

import io.scorestream.diffusion.forecast.ErrorPart.Known;
import io.scorestream.diffusion.forecast.ErrorSource;
import io.scorestream.diffusion.forecast.Interval;
import io.scorestream.diffusion.law.GaussianLaw;
import io.scorestream.diffusion.law.GaussianMixture;
import io.scorestream.diffusion.process.Seeds;
import io.scorestream.experiments.parts.Setting.Found;
import io.scorestream.experiments.parts.Setting.Truth;
import io.scorestream.experiments.result.Accepted;
import io.scorestream.experiments.result.Basis;
import io.scorestream.experiments.result.Check;
import io.scorestream.experiments.result.Curve;
import io.scorestream.experiments.result.Curve.Style;
import io.scorestream.experiments.result.Experiment;
import io.scorestream.experiments.result.Figure;
import io.scorestream.experiments.result.Result;
import io.scorestream.experiments.statistic.Repetitions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One training and a copy that goes a tenth further tell what limits it: of the squared error, what
 * is for want of steps, of samples, and of a larger network. Trainings that lack one of the three,
 * on mixtures of Gaussians on the line and in the plane, are told which; and of one of each kind,
 * long trainings on samples without end say whether the parts are what was said, and add up.
 *
 * @param laws of five, the first of which has its parts checked; at least 1. Two units come to rest
 *     on it at once: on others they find a better answer after a plateau, which no copy foretells
 * @param enough how often as many steps leave nothing to gain
 */
public record Parts(int laws, int enough) implements Experiment {

  private static final double[] TIMES = {0.05, 0.15};

  /** Of all settings: 27 of 30. */
  private static final double LEAST = 0.9;

  /** What another order of batches does to an error, as a share of the whole. */
  private static final double CHANCE = 0.1;

  /** All of them. */
  public Parts() {
    this(5, 10);
  }

  private record Named(String name, GaussianMixture law) {}

  private record Trial(Setting setting, Found found) {

    boolean isNamed() {
      return found.parts().dominant().filter(setting.lack()::equals).isPresent();
    }

    double share(ErrorSource source) {
      return size(source).value() / found.whole().value();
    }

    Interval size(ErrorSource source) {
      return ((Known) found.parts().of(source)).size();
    }
  }

  @Override
  public String name() {
    return "parts";
  }

  @Override
  public String claim() {
    return "A training says whether it lacks steps, samples or a larger network";
  }

  @Override
  public Result run(long seed) {
    List<Setting> settings = settings(seed);
    List<Trial> trials =
        Repetitions.of(settings.size(), i -> new Trial(settings.get(i), settings.get(i).found()));
    List<Check> checks = new ArrayList<>();
    checks.add(named("all settings", LEAST, trials));
    List<Trial> first =
        trials.stream()
            .filter(trial -> trial.setting().law().equals(known().get(0).name()))
            .filter(trial -> trial.setting().task().t() == TIMES[0])
            .toList();
    List<Truth> truths = Repetitions.of(first.size(), i -> first.get(i).setting().truth(enough));
    for (int i = 0; i < first.size(); i++) {
      checks.addAll(beside(first.get(i), truths.get(i)));
    }
    return new Result(checks, figure(trials), notes(trials));
  }

  private List<Setting> settings(long seed) {
    List<Setting> settings = new ArrayList<>();
    for (ErrorSource lack : ErrorSource.values()) {
      for (Named named : known().subList(0, laws)) {
        for (double time : TIMES) {
          settings.add(
              new Setting(
                  named.name(),
                  new Denoising(named.law(), time),
                  lack,
                  Seeds.derived(seed, settings.size())));
        }
      }
    }
    return settings;
  }

  private static List<Named> known() {
    return List.of(
        new Named("eight in the plane", ring(8, 0.15)),
        new Named("three on the line", line(0.15, -1.3, 0.1, 1.2)),
        new Named("four in the plane", ring(4, 0.2)),
        new Named("two on the line", line(0.3, -1, 0.95)),
        new Named("five in the plane", ring(5, 0.1)));
  }

  private static GaussianMixture ring(int n, double deviation) {
    return mixture(
        IntStream.range(0, n)
            .mapToObj(
                i ->
                    new double[] {
                      1.35 * Math.cos(2 * Math.PI * i / n + 0.3),
                      1.35 * Math.sin(2 * Math.PI * i / n + 0.3)
                    })
            .map(mean -> GaussianLaw.isotropic(mean, deviation))
            .toList());
  }

  private static GaussianMixture line(double deviation, double... means) {
    return mixture(
        Arrays.stream(means)
            .mapToObj(mean -> GaussianLaw.isotropic(new double[] {mean}, deviation))
            .toList());
  }

  private static GaussianMixture mixture(List<GaussianLaw> components) {
    double[] weights = new double[components.size()];
    Arrays.fill(weights, 1.0 / weights.length);
    return new GaussianMixture(weights, components);
  }

  private static Check named(String setting, double least, List<Trial> trials) {
    return Check.atLeast(
        setting,
        "share in which what lacks is named",
        least,
        (double) trials.stream().filter(Trial::isNamed).count() / trials.size());
  }

  /** The parts as shares of the whole, and all that is left beside what was said of two. */
  private static List<Check> beside(Trial trial, Truth truth) {
    double whole = trial.found().whole().value();
    Interval steps = trial.size(ErrorSource.OPTIMISATION);
    Interval samples = trial.size(ErrorSource.STATISTICAL);
    double best = truth.approximation();
    return List.of(
        part(trial, "for want of steps", ErrorSource.OPTIMISATION, truth.optimisation()),
        part(trial, "for want of samples", ErrorSource.STATISTICAL, truth.statistical()),
        part(trial, "for want of units", ErrorSource.APPROXIMATION, best),
        check(
            trial,
            "the whole, by two parts and a long training",
            new Interval(
                steps.value() + samples.value() + best,
                steps.low() + samples.low() + best,
                steps.high() + samples.high() + best),
            whole));
  }

  private static Check part(Trial trial, String quantity, ErrorSource source, double truth) {
    return check(trial, quantity, trial.size(source), truth);
  }

  private static Check check(Trial trial, String quantity, Interval said, double truth) {
    double whole = trial.found().whole().value();
    return new Check(
        trial.setting().toString(),
        quantity,
        said.value() / whole,
        new Accepted(said.low() / whole - CHANCE, said.high() / whole + CHANCE),
        truth / whole,
        Basis.SIMULATION);
  }

  private static Figure figure(List<Trial> trials) {
    List<Curve> curves = new ArrayList<>();
    for (ErrorSource source : ErrorSource.values()) {
      int family = curves.size();
      curves.add(
          Curve.of(
              switch (source) {
                case OPTIMISATION -> "for want of steps";
                case STATISTICAL -> "for want of samples";
                case APPROXIMATION -> "for want of units";
              },
              Style.MARKERS,
              family,
              IntStream.rangeClosed(1, trials.size()).asDoubleStream().toArray(),
              trials.stream().mapToDouble(trial -> trial.share(source)).toArray()));
    }
    return new Figure(
        "What is said of trainings with few steps, few samples and two units, a third each",
        linear("training"),
        linear("share of the squared error"),
        curves);
  }

  private static List<String> notes(List<Trial> trials) {
    List<String> notes = new ArrayList<>();
    notes.add(
        "Beside what was said, shares of the whole are what long trainings on samples without end"
            + " find; a tenth to either side is what another order of batches does.");
    trials.stream()
        .filter(trial -> !trial.isNamed())
        .forEach(
            trial ->
                notes.add(
                    "%s: %s"
                        .formatted(
                            trial.setting(),
                            trial
                                .found()
                                .parts()
                                .dominant()
                                .map(source -> source.name() + " was named.")
                                .orElse("nothing was sure."))));
    return notes;
  }
}
