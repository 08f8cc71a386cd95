package io.scorestream.trainer.chaos;

import static io.scorestream.trainer.chaos.Rounds.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.scorestream.embedded.EmbeddedStack;
import io.scorestream.fixtures.RunningStack;
import io.scorestream.service.Reason;
import io.scorestream.service.kafka.BadRecordPolicy;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.topics.TopicCatalogue;
import io.scorestream.trainer.Deployment;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A registry that refuses what a trainer asks, or does not answer, for some seconds from one of the
 * trainer's requests on. Whatever it answers, it says nothing of any record.
 */
@EnabledIfSystemProperty(named = "chaos", matches = "all")
@ExtendWith(RunningStack.class)
class RegistryChaosIT {

  private static final long OUTAGE_MS = 5_000;

  /** A trainer that begins has as many requests at least. */
  private static final int REQUESTS = 6;

  @TempDir private static Path folder;
  private static EmbeddedStack stack;

  @BeforeAll
  static void start(EmbeddedStack running) {
    stack = running;
  }

  @Test
  void answersOfARegistry_areHeldAgainstNoRecord() throws Exception {
    Rounds rounds =
        new Rounds(
            new ConnectionSettings(
                stack.bootstrapServers(), stack.registryUrl(), new TopicCatalogue("any"), Map.of()),
            folder);
    try (RegistryProxy proxy =
        RegistryProxy.start(InetAddress.getLoopbackAddress(), stack.registryUrl())) {
      for (BadRecordPolicy policy : BadRecordPolicy.values()) {
        for (int status : List.of(401, 404, 429, 500, RegistryProxy.NOTHING)) {
          refuse(rounds, proxy, status, policy.name().toLowerCase(Locale.ROOT));
        }
      }
    }
    System.out.println(rounds.table());
  }

  private static void refuse(Rounds rounds, RegistryProxy proxy, int status, String policy) {
    String answer = status == RegistryProxy.NOTHING ? "nothing" : String.valueOf(status);
    Map<String, String> settings = Map.of("registry.url", proxy.url(), "on.bad.record", policy);
    rounds.happen(
        "registry answers " + answer + ", " + policy,
        deployment -> {
          proxy.refuse(status, rounds.moment(REQUESTS) - 1);
          TrainerProcess trainer = rounds.start(deployment, "only", Map.of(), settings);
          await().atMost(PATIENCE).until(() -> proxy.refused() > 0);
          long began = System.currentTimeMillis();
          sleep();
          proxy.passOn();
          rounds.awaitSupervised(
              deployment, () -> rounds.start(deployment, "again", Map.of(), settings));
          assertNothingIsHeldAgainstRecords(deployment, trainer, proxy);
          return began;
        });
  }

  private static void assertNothingIsHeldAgainstRecords(
      Deployment deployment, TrainerProcess trainer, RegistryProxy proxy) {
    assertThat(deployment.deadLetters()).isEmpty();
    assertThat(deployment.failures("r")).isEmpty();
    if (!trainer.isAlive()) {
      assertThat(trainer.exitCode())
          .as(trainer.log())
          .isIn(
              Reason.UNAVAILABLE.exitCode(), Reason.REFUSED.exitCode(), Reason.CONFLICT.exitCode());
      assertThat(trainer.log()).contains("registry", proxy.url());
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(OUTAGE_MS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
