package io.scorestream.bench;

import io.scorestream.diffusion.grid.TimeGrid;
import io.scorestream.diffusion.grid.TimeGridKind;
import io.scorestream.diffusion.process.Seeds;
import io.scorestream.diffusion.sampling.ReversePlan;
import io.scorestream.diffusion.sampling.ReverseUpdate;
import io.scorestream.model.DevicePreference;
import io.scorestream.model.NetworkTrainer;
import io.scorestream.model.ScoreNetworks;
import io.scorestream.rows.Rows;
import io.scorestream.run.network.Activation;
import io.scorestream.run.network.BankSpec;
import io.scorestream.run.network.DenseShape;
import io.scorestream.run.network.NetworkShape;
import io.scorestream.run.network.NetworkState;
import io.scorestream.run.network.Timestep;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The Java side of {@code against-torch}: answers one line of standard input after the other.
 *
 * <pre>
 * train K B D WIDTHS ACTIVATION STEPS    makes steps of K networks on batches of B; answers SECONDS
 * score K B D WIDTHS ACTIVATION TIMES    answers at B points, over and over; answers SECONDS of all
 * sample K B D WIDTHS ACTIVATION TIMES   makes B chains of K steps, over and over; answers SECONDS of all
 * </pre>
 */
public final class AgainstTorch {
  private AgainstTorch() {}

  /** Reads until standard input ends. */
  public static void main(String[] args) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (Bank bank = new Bank()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        System.out.println(String.format(Locale.ROOT, "%.6f", bank.answer(line.split(" "))));
      }
    }
  }

  /** The networks that were asked for last. */
  private static final class Bank implements AutoCloseable {
    private String shape = "";
    private @Nullable NetworkTrainer trainer;
    private @Nullable ScoreNetworks answering;

    double answer(String[] words) {
      NetworkTrainer networks = open(words);
      return switch (words[0]) {
        case "train" -> train(networks, words);
        case "score" -> score(opened(networks), words);
        case "sample" -> sample(opened(networks), words);
        default -> throw new IllegalArgumentException(words[0]);
      };
    }

    private ScoreNetworks opened(NetworkTrainer networks) {
      ScoreNetworks opened = answering;
      if (opened == null) {
        opened = ScoreNetworks.open(networks.spec(), DevicePreference.CPU);
        opened.restore(networks.state().stream().map(NetworkState::weights).toList());
        answering = opened;
      }
      return opened;
    }

    private static double score(ScoreNetworks networks, String[] words) {
      Rows x = Rows.zeros(Integer.parseInt(words[2]), networks.dimension());
      Rows scores = x.zerosAlike();
      RandomGenerator rng = Seeds.generator(1);
      for (int i = 0; i < x.numbers().length; i++) {
        x.numbers()[i] = (float) rng.nextGaussian();
      }
      long start = System.nanoTime();
      for (int i = 0; i < Integer.parseInt(words[6]); i++) {
        networks.score(1, x, scores);
      }
      return (System.nanoTime() - start) / 1e9;
    }

    private static double sample(ScoreNetworks networks, String[] words) {
      int chains = Integer.parseInt(words[2]);
      TimeGrid grid =
          TimeGrid.of(TimeGridKind.GEOMETRIC, 5, 0.01, networks.spec().timesteps().size());
      ReversePlan plan = ReversePlan.whole(grid, ReverseUpdate.EXPONENTIAL_INTEGRATOR);
      long start = System.nanoTime();
      for (int i = 0; i < Integer.parseInt(words[6]); i++) {
        networks.sample(plan, i, 0, chains, left -> {});
      }
      return (System.nanoTime() - start) / 1e9;
    }

    private static double train(NetworkTrainer networks, String[] words) {
      int steps = Integer.parseInt(words[6]);
      int size = Integer.parseInt(words[2]) * Integer.parseInt(words[3]);
      FloatBuffer batches = FloatBuffer.allocate(steps * size);
      RandomGenerator rng = Seeds.generator(1);
      while (batches.hasRemaining()) {
        batches.put((float) rng.nextGaussian());
      }
      float[] rates = new float[steps];
      Arrays.fill(rates, 1e-3f);
      long start = System.nanoTime();
      networks.train(batches.rewind(), 1, rates);
      return (System.nanoTime() - start) / 1e9;
    }

    private NetworkTrainer open(String[] words) {
      String wanted = String.join(" ", Arrays.asList(words).subList(1, 6));
      if (trainer != null && wanted.equals(shape)) {
        return trainer;
      }
      close();
      List<Timestep> timesteps =
          IntStream.rangeClosed(1, Integer.parseInt(words[1]))
              .mapToObj(k -> new Timestep(k, 0.001 * k * k))
              .toList();
      List<Integer> widths = Arrays.stream(words[4].split(",")).map(Integer::valueOf).toList();
      Activation activation = Activation.valueOf(words[5].toUpperCase(Locale.ROOT));
      NetworkShape network = new DenseShape(Integer.parseInt(words[3]), widths, activation);
      NetworkTrainer opened =
          NetworkTrainer.open(BankSpec.standardised(network, timesteps), DevicePreference.CPU);
      opened.initialise(1);
      trainer = opened;
      shape = wanted;
      return opened;
    }

    @Override
    public void close() {
      if (answering != null) {
        answering.close();
        answering = null;
      }
      if (trainer != null) {
        trainer.close();
        trainer = null;
      }
    }
  }
}
