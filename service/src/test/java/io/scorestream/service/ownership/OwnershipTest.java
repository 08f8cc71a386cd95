package io.scorestream.service.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OwnershipTest {

  private final Claim claim = new Claim("r/0", 3);
  private final Claim neighbour = new Claim("x/0", 3);
  private final AtomicLong nanos = new AtomicLong();
  private final Ownership ownership = new Ownership("a", nanos::get);

  @Test
  void grant_isThereForTheWorkOfGivenPartitionsAlone() {
    ownership.give(List.of(3));

    assertThat(ownership.grant(claim)).isPresent();
    assertThat(ownership.grant(new Claim("r/1", 4))).isEmpty();
    assertThat(ownership.grants()).containsOnlyKeys(3);
  }

  /** Another process may have been at work in between. */
  @Test
  void holds_ofWorkTakenAndGivenAgain_tellsTheBreak() {
    ownership.give(List.of(3));
    long first = ownership.grant(claim).orElseThrow();
    assertThat(ownership.holds(claim, first)).isTrue();

    ownership.take(List.of(3));
    assertThat(ownership.holds(claim, first)).isFalse();
    ownership.give(List.of(3));
    assertThat(ownership.holds(claim, first)).isFalse();
    assertThat(ownership.holds(claim, ownership.grant(claim).orElseThrow())).isTrue();
  }

  @Test
  void doubt_underAnEarlierGrant_leavesTheNewOne() {
    ownership.give(List.of(3));
    long first = ownership.grant(claim).orElseThrow();
    ownership.give(List.of(3));

    ownership.doubt(claim, first);
    assertThat(ownership.grant(claim)).isPresent();
    ownership.doubt(claim, ownership.grant(claim).orElseThrow());
    assertThat(ownership.grant(claim)).isEmpty();
  }

  /** A transaction that timed out is fenced as by another owner, and the group is stable. */
  @Test
  void doubt_thatTheGroupConfirms_isWorkedOnUnderANewGrant() {
    ownership.give(List.of(3));
    long first = doubted(claim);
    assertThat(ownership.due()).as("at once").isEmpty();

    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(ownership.due()).containsExactly(claim);
    ownership.confirm(ownership.due());

    assertThat(ownership.due()).isEmpty();
    assertThat(ownership.grant(claim)).isPresent();
    assertThat(ownership.holds(claim, first)).isFalse();
    assertThat(ownership.grants()).containsEntry(3, ownership.grant(claim).orElseThrow());
  }

  /** Several runs may lie in one partition; who lost one of them still works on the others. */
  @Test
  void doubt_leavesOtherWorkOfThatPartition_alsoWhenItIsConfirmed() {
    ownership.give(List.of(3));
    long grant = doubted(claim);

    assertThat(ownership.grant(claim)).isEmpty();
    assertThat(ownership.holds(neighbour, grant)).isTrue();
    ownership.confirm(List.of(claim));
    assertThat(ownership.holds(neighbour, grant)).isTrue();
  }

  @Test
  void doubt_ofWorkThatTheGroupTookMeanwhile_isNotAskedAbout() {
    ownership.give(List.of(3));
    doubted(claim);
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    List<Claim> due = ownership.due();

    ownership.take(List.of(3));
    assertThat(ownership.due()).isEmpty();
    ownership.confirm(due);
    assertThat(ownership.grant(claim)).isEmpty();
    assertThat(ownership.grants()).isEmpty();
  }

  /** Two processes that both hold it for theirs do not disturb each other for ever. */
  @Test
  void doubt_thatComesAgain_waitsLongerUntilSomethingIsDone() {
    ownership.give(List.of(3));
    List<Duration> waits = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      waits.add(ownership.doubt(claim, ownership.grant(claim).orElseThrow()));
      ownership.confirm(List.of(claim));
    }
    ownership.done(claim);
    Duration again = ownership.doubt(claim, ownership.grant(claim).orElseThrow());

    for (int i = 0; i < waits.size(); i++) {
      Duration whole = Duration.ofSeconds(Math.min(300, 1L << i));
      assertThat(waits.get(i)).isBetween(whole.dividedBy(2), whole);
    }
    assertThat(again).isEqualTo(waits.get(0));
    assertThat(new Ownership("b", nanos::get).doubt(claim, 1)).isNotEqualTo(waits.get(0));
  }

  @Test
  void retain_forgetsWorkThatIsNoMore() {
    ownership.give(List.of(3));
    doubted(claim);

    ownership.retain(Set.of(claim.id()));
    assertThat(ownership.grant(claim)).isEmpty();
    ownership.retain(Set.of());
    assertThat(ownership.grant(claim)).isPresent();
  }

  @Test
  void forget_ofOne_leavesTheOthersInDoubt() {
    ownership.give(List.of(3));
    doubted(claim);
    doubted(neighbour);

    ownership.forget(claim.id());

    assertThat(ownership.grant(claim)).isPresent();
    assertThat(ownership.grant(neighbour)).isEmpty();
  }

  /** At the moment that was named, and not at the poll after it. */
  @Test
  void due_afterExactlyTheWaitThatWasTold_hasTheWork() {
    ownership.give(List.of(3));
    Duration wait = ownership.doubt(claim, ownership.grant(claim).orElseThrow());

    nanos.addAndGet(wait.toNanos() - 1);
    assertThat(ownership.due()).isEmpty();
    nanos.incrementAndGet();
    assertThat(ownership.due()).containsExactly(claim);
  }

  @Test
  void isSettled_fromTheFirstAnswerOn_unlessTheGroupGivesTheProcessUp() {
    assertThat(ownership.isSettled()).isFalse();
    ownership.give(List.of());
    assertThat(ownership.isSettled()).as("it may be nothing").isTrue();
    ownership.give(List.of(3));
    ownership.take(List.of(3));
    assertThat(ownership.isSettled()).isTrue();

    ownership.give(List.of(3));
    ownership.lose(List.of(3));

    assertThat(ownership.isSettled()).isFalse();
    assertThat(ownership.grant(claim)).isEmpty();
  }

  private long doubted(Claim work) {
    long grant = ownership.grant(work).orElseThrow();
    ownership.doubt(work, grant);
    return grant;
  }
}
