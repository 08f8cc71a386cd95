package io.scorestream.service.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OwnershipTest {

  private final Claim claim = new Claim("r/0", 3);
  private final Claim neighbour = new Claim("x/0", 3);
  private final Ownership ownership = new Ownership();

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
  void depose_underAnEarlierGrant_leavesTheNewOne() {
    ownership.give(List.of(3));
    long first = ownership.grant(claim).orElseThrow();
    ownership.give(List.of(3));

    ownership.depose(claim, first);
    assertThat(ownership.grant(claim)).isPresent();
    ownership.depose(claim, ownership.grant(claim).orElseThrow());
    assertThat(ownership.grant(claim)).isEmpty();
  }

  /** Several runs may lie in one partition; who lost one of them still works on the others. */
  @Test
  void depose_leavesOtherWorkOfThatPartition() {
    ownership.give(List.of(3));

    ownership.depose(claim, ownership.grant(claim).orElseThrow());

    assertThat(ownership.grant(claim)).isEmpty();
    assertThat(ownership.grant(neighbour)).isPresent();
  }

  @Test
  void retain_forgetsWorkThatIsNoMore() {
    ownership.give(List.of(3));
    ownership.depose(claim, ownership.grant(claim).orElseThrow());

    ownership.retain(Set.of(claim.id()));
    assertThat(ownership.grant(claim)).isEmpty();
    ownership.retain(Set.of());
    assertThat(ownership.grant(claim)).isPresent();
  }

  @Test
  void forget_ofOne_leavesTheOthersDeposed() {
    ownership.give(List.of(3));
    ownership.depose(claim, ownership.grant(claim).orElseThrow());
    ownership.depose(neighbour, ownership.grant(neighbour).orElseThrow());

    ownership.forget(claim.id());

    assertThat(ownership.grant(claim)).isPresent();
    assertThat(ownership.grant(neighbour)).isEmpty();
  }
}
