package io.scorestream.evaluator.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.Test;

class AdvertisedTest {

  @Test
  void withoutASetting_itIsWhereTheServerListens() {
    assertThat(Advertised.of(Optional.empty(), "http://127.0.0.1:9404"))
        .isEqualTo(new HostInfo("127.0.0.1", 9404));
  }

  @Test
  void serverOnAllAddresses_isKnownByTheMachinesName() {
    assertThat(Advertised.of(Optional.empty(), "http://0.0.0.0:9404").host())
        .isNotEqualTo("0.0.0.0");
    assertThat(Advertised.of(Optional.empty(), "http://0:0:0:0:0:0:0:0:9404").port())
        .isEqualTo(9404);
  }

  @Test
  void setting_counts() {
    assertThat(Advertised.of(Optional.of("evaluator-2:80"), "http://0.0.0.0:9404"))
        .isEqualTo(new HostInfo("evaluator-2", 80));
  }
}
