package io.scorestream.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PublicationsTest {

  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final List<String> taken = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch held = new CountDownLatch(1);

  /** Which are refused, once each. */
  private final List<String> refused = Collections.synchronizedList(new ArrayList<>());

  private final Publications<String> publications = new Publications<>(thread, this::commit);

  private int commit(String milestone) {
    await();
    if (refused.remove(milestone)) {
      throw new IllegalStateException(milestone + " was fenced");
    }
    taken.add(milestone);
    return taken.size();
  }

  private void await() {
    try {
      held.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void end() {
    held.countDown();
    thread.shutdownNow();
  }

  @Test
  void add_whileAnotherIsOnItsWay_keepsTheirOrder() {
    publications.add("256");
    publications.add("512");

    assertThat(publications.poll()).isEmpty();
    assertThat(publications.size()).isEqualTo(2);
    held.countDown();
    assertThat(publications.await()).isEqualTo(new Publications.Committed<>("256", 1));
    assertThat(publications.await()).isEqualTo(new Publications.Committed<>("512", 2));
    assertThat(publications.size()).isZero();
    assertThat(publications.poll()).isEmpty();
    assertThat(taken).containsExactly("256", "512");
  }

  @Test
  void await_ofOneThatWasRefused_saysWhyAndPublishesItAgainBeforeThoseBehind() {
    refused.add("256");
    publications.add("256");
    publications.add("512");
    held.countDown();

    assertThatThrownBy(publications::await).hasMessage("256 was fenced");
    assertThat(publications.size()).isEqualTo(2);
    assertThat(publications.newest()).contains("512");
    assertThat(publications.await().milestone()).isEqualTo("256");
    assertThat(publications.await().milestone()).isEqualTo("512");
    assertThat(taken).containsExactly("256", "512");
  }

  @Test
  void clear_afterARefusal_publishesNoneOfThem() {
    refused.add("256");
    publications.add("256");
    publications.add("512");
    held.countDown();
    assertThatThrownBy(publications::await).hasMessage("256 was fenced");

    publications.clear();

    assertThat(publications.poll()).isEmpty();
    assertThat(taken).isEmpty();
  }

  @Test
  void close_waitsForTheOneOnItsWayAndGivesUpThoseBehind() {
    publications.add("256");
    publications.add("512");
    held.countDown();

    publications.close();

    assertThat(taken).containsExactly("256");
    assertThat(publications.size()).isZero();
  }
}
