package io.scorestream.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.scorestream.cli.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Producer, trainer, sampler and evaluator, one of which is killed again and again at random while
 * data comes, and started again. What they leave is held to the ledger of a deployment that nothing
 * happened to. {@code -Dchaos.rounds=N} kills 20·N times, {@code -Dchaos.seed=S} as at another
 * time.
 */
@EnabledIfSystemProperty(named = "chaos", matches = "all")
class LiveChaosIT {

  private static final int ROUNDS = 20 * Integer.getInteger("chaos.rounds", 1);
  private static final long SEED = Long.getLong("chaos.seed", System.nanoTime());
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final long POLL_MS = 200;
  private static final long LONGEST_PEACE_MS = 6_000;

  /** In a round the file grows by a factor, as milestones do. */
  private static final double GROWTH =
      Math.pow((double) LiveDeployment.ROWS / LiveDeployment.FIRST_ROWS, 1.0 / ROUNDS);

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @Test
  void servicesKilledAtRandom_underLiveData_leaveTheLedgerOfThoseThatWereNot() throws Exception {
    Path ledger = folder.resolve("ledger.json");
    String root;
    try (LiveDeployment undisturbed = new LiveDeployment(folder.resolve("undisturbed"))) {
      awaitReady(undisturbed);
      undisturbed.goOn(LiveDeployment.ROWS);
      root = awaitSound(undisturbed, true);
      Files.writeString(ledger, undisturbed.verify("--json").out());
    }
    Random random = new Random(SEED);
    try (LiveDeployment disturbed = new LiveDeployment(folder.resolve("disturbed"))) {
      awaitReady(disturbed);
      Map<String, List<String>> recoveries = new TreeMap<>();
      for (int round = 0; round < ROUNDS; round++) {
        kill(disturbed, random, recoveries);
        var unused = awaitSound(disturbed, false);
      }
      disturbed.goOn(LiveDeployment.ROWS);
      String found = awaitSound(disturbed, true);
      Invocation compared = disturbed.verify("--against=" + ledger);
      assertThat(compared.exitCode()).as("seed %s: %s", SEED, compared.out()).isZero();
      assertThat(found).as("seed %s", SEED).isEqualTo(root);
      System.out.println("Victims and moments by seed " + SEED + "; root " + root);
      recoveries.forEach(
          (victim, seconds) ->
              System.out.printf(
                  Locale.ROOT,
                  "killed %s | %d | 0 findings, the same root | ready again after %s s%n",
                  victim,
                  seconds.size(),
                  String.join(" ", seconds)));
    }
  }

  private static void kill(
      LiveDeployment deployment, Random random, Map<String, List<String>> recoveries)
      throws Exception {
    int rows = (int) Math.ceil(deployment.written() * (GROWTH - 1) * POLL_MS / LONGEST_PEACE_MS);
    int most = (int) (deployment.written() * GROWTH);
    long peace = random.nextLong(LONGEST_PEACE_MS);
    for (long began = System.currentTimeMillis(); System.currentTimeMillis() - began < peace; ) {
      goOn(deployment, rows, most);
    }
    List<Map.Entry<String, SupervisedService>> all = List.copyOf(deployment.services().entrySet());
    Map.Entry<String, SupervisedService> chosen = all.get(random.nextInt(all.size()));
    String victim = chosen.getKey();
    SupervisedService service = chosen.getValue();
    service.kill();
    long killed = System.currentTimeMillis();
    do {
      goOn(deployment, rows, most);
      assertThat(System.currentTimeMillis() - killed)
          .as("%s is ready again; seed %s; %s", victim, SEED, service.log())
          .isLessThan(PATIENCE.toMillis());
    } while (!service.isReady());
    recoveries
        .computeIfAbsent(victim, it -> new ArrayList<>())
        .add(String.format(Locale.ROOT, "%.1f", (System.currentTimeMillis() - killed) / 1000.0));
    // What the round has not seen of its rows comes at once.
    deployment.goOn(Math.max(0, most - deployment.written()));
  }

  private static void goOn(LiveDeployment deployment, int rows, int most) throws Exception {
    deployment.goOn(Math.max(0, Math.min(rows, most - deployment.written())));
    Thread.sleep(POLL_MS);
  }

  private static void awaitReady(LiveDeployment deployment) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (SupervisedService service : deployment.services().values()) {
      while (!service.isReady()) {
        assertThat(System.nanoTime()).as(deployment.logs()).isLessThan(deadline);
        goOn(deployment, 0, 0);
      }
    }
  }

  /**
   * Waits until a ledger has no finding, and gives its root. What is missing while its service is
   * started again is one; what is lost or doubled stays one.
   *
   * @param whole whether nothing may be still to come either
   */
  private static String awaitSound(LiveDeployment deployment, boolean whole) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Invocation verified = deployment.verify("--json");
      JsonNode ledger = JSON.readTree(verified.out());
      if (verified.exitCode() == 0 && (!whole || isWhole(ledger))) {
        return ledger.get("root").asText();
      }
      assertThat(System.nanoTime())
          .as("seed %s: %s%n%s", SEED, verified.out(), deployment.logs())
          .isLessThan(deadline);
      goOn(deployment, 0, 0);
    }
  }

  /** Whether the last milestone of each run is there, and all that follows from it. */
  private static boolean isWhole(JsonNode ledger) throws IOException {
    long generated =
        ledger.get("entries").properties().stream()
            .map(Map.Entry::getKey)
            .filter(name -> name.startsWith("generations/") && name.endsWith("/4096"))
            .count();
    return generated == 3 && ledger.get("unproven").isEmpty();
  }
}
