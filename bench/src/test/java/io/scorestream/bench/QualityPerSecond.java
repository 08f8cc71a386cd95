package io.scorestream.bench;

import io.scorestream.control.runs.RunSettings;
import io.scorestream.events.MilestoneStart;
import io.scorestream.events.codec.Floats;
import io.scorestream.ingest.LawSource;
import io.scorestream.model.DevicePreference;
import io.scorestream.model.NetworkTrainer;
import io.scorestream.model.ScoreNetworks;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import io.scorestream.run.TrainingPlan;
import io.scorestream.run.encoding.Dequantisation;
import io.scorestream.run.network.DenseShape;
import io.scorestream.run.network.NetworkState;
import io.scorestream.run.network.NetworkWeights;
import io.scorestream.service.settings.SettingsLoader;
import io.scorestream.topics.TopicCatalogue;
import io.scorestream.trainer.cache.DamagePolicy;
import io.scorestream.trainer.cache.SampleCache;
import io.scorestream.trainer.cache.SampleLog;
import io.scorestream.trainer.cache.SampleRows;
import io.scorestream.trainer.cache.SourceIdentity;
import io.scorestream.trainer.training.KeptSamples;
import io.scorestream.trainer.training.MilestoneTraining;
import io.scorestream.trainer.training.TrainingSet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The Java side of {@code against-torch --only quality}: a run of a known law with all its defaults
 * but the number of steps, trained from first weights on the samples of one milestone; and the
 * judge of both sides. Answers one line of standard input after the other. Files are little-endian,
 * row-major.
 *
 * <pre>
 * run LAW M SEED SHARDS FOLDER   writes samples [M, d] and points [N, n, d] (float32), and times [N]
 *                                (float64); answers N B d WIDTHS ACTIVATION RATE. SHARDS is a number
 *                                or "default"
 * train STEPS                    trains a milestone of so many steps; answers SECONDS WORST
 * judge FOLDER                   reads scores [N, n, d] (float32) at the points; answers WORST
 * </pre>
 *
 * Worst is the largest {@code σ_t·D^0.05} of all timesteps.
 */
public final class QualityPerSecond implements AutoCloseable {

  private final Run run;
  private final TrainingSet set;
  private final SampleRows samples;
  private final ScoreJudge judge;
  private final List<NetworkTrainer> banks;
  private final ScoreNetworks answering;

  private QualityPerSecond(Run run, TrainingSet set, SampleRows samples) {
    this.run = run;
    this.set = set;
    this.samples = samples;
    this.judge = ScoreJudge.of(run);
    // Open from one training to the next, so that what they compiled is kept.
    this.banks =
        run.shards().stream()
            .map(shard -> NetworkTrainer.open(shard.bank(), DevicePreference.CPU))
            .toList();
    this.answering = ScoreNetworks.open(run.bank(), DevicePreference.CPU);
  }

  /** Reads until standard input ends. */
  public static void main(String[] args) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream answers = System.out;
    System.setOut(System.err);
    QualityPerSecond open = null;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] words = line.split(" ");
      if (words[0].equals("run")) {
        QualityPerSecond next = open(words);
        if (open != null) {
          open.close();
        }
        open = next;
        answers.println(open.write(Path.of(words[5])));
      } else if (open != null) {
        answers.println(open.answer(words));
      }
    }
    if (open != null) {
      open.close();
    }
  }

  private static QualityPerSecond open(String[] words) throws IOException {
    Map<String, String> values = new HashMap<>(Map.of("law", words[1], "seed", words[3]));
    if (!words[4].equals("default")) {
      values.put("shards", words[4]);
    }
    Run run =
        new Run(
            RunSettings.of(new SettingsLoader(RunSettings.DECLARED).values(values).load())
                .spec(new TopicCatalogue(TopicCatalogue.DEFAULT_PREFIX)));
    int m = Integer.parseInt(words[2]);
    Path folder = Files.createTempDirectory("quality-per-second");
    SourceIdentity source =
        new SourceIdentity("c", "t", "i", 0, run.spec().getSource(), run.sampleDimension());
    try (LawSource law = new LawSource(words[1], run.spec().getSeed());
        SampleLog log = new SampleCache(folder, Long.MAX_VALUE, DamagePolicy.FAIL).open(source)) {
      log.append(0, 0, 0, Floats.bytes(law.read(0, m).numbers()));
      KeptSamples kept = new KeptSamples(log, run.holdOut(), sequence -> true);
      kept.reach(m, row -> {});
      return new QualityPerSecond(run, kept.first(m), log.rows(m));
    } finally {
      Broker.delete(folder);
    }
  }

  /** What the peer's networks are, and what they are trained on and asked. */
  private String write(Path folder) throws IOException {
    if (!run.bank().dataVariance().stream().allMatch(v -> v == 1)) {
      throw new IllegalStateException("the peer takes data of unit variance for granted");
    }
    Rows drawn = Rows.zeros(set.size(), run.sampleDimension());
    samples.gather(set.rows(), drawn);
    NumberFiles.write(
        folder.resolve("samples"),
        run.standardiser().standardise(drawn, Dequantisation.ofBatches(run.spec().getSeed())));
    NumberFiles.write(folder.resolve("points"), judge.points());
    NumberFiles.write(
        folder.resolve("times"),
        Arrays.stream(run.timesteps()).mapToDouble(run.grid()::time).toArray());
    DenseShape network = (DenseShape) run.network();
    return String.format(
        Locale.ROOT,
        "%d %d %d %s %s %s",
        run.grid().steps(),
        run.training().batchSize(set.size()),
        run.dimension(),
        network.hiddenWidths().stream().map(String::valueOf).collect(Collectors.joining(",")),
        network.activation().name().toLowerCase(Locale.ROOT),
        run.training().learningRate());
  }

  private String answer(String[] words) throws IOException {
    return switch (words[0]) {
      case "train" -> {
        double seconds = train(Integer.parseInt(words[1]));
        answering.restore(weights());
        yield String.format(Locale.ROOT, "%.6f %.6f", seconds, judge.worst(answering));
      }
      case "judge" -> {
        Rows scores = NumberFiles.read(Path.of(words[1], "scores"), run.dimension());
        int n = judge.points()[0].count();
        yield String.format(
            Locale.ROOT, "%.6f", judge.worst(k -> scores.range((k - 1) * n, k * n)));
      }
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  /** One shard after the other, as a trainer that has them all does. */
  private double train(int steps) {
    TrainingPlan of = run.training();
    TrainingPlan plan =
        new TrainingPlan(
            of.learningRate(),
            of.batchSize(),
            of.epochs(),
            steps,
            steps,
            MilestoneStart.COLD,
            of.stopping());
    return banks.stream()
        .map(bank -> new MilestoneTraining(run, plan, run.spec().getSeed(), bank))
        .mapToDouble(
            training -> training.train(set, samples, (done, all) -> true).orElseThrow().seconds())
        .sum();
  }

  private List<NetworkWeights> weights() {
    return banks.stream()
        .flatMap(bank -> bank.state().stream())
        .map(NetworkState::weights)
        .toList();
  }

  @Override
  public void close() {
    banks.forEach(NetworkTrainer::close);
    answering.close();
  }
}
