package io.scorestream.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackPortsTest {

  @Test
  void from_base_givesBrokerThenRegistryThenControllerThenManagement() {
    assertThat(StackPorts.from(9000))
        .isEqualTo(new StackPorts(new KafkaPorts(9000, 9002), new RegistryPorts(9001, 9003)));
  }

  @Test
  void from_highestBase_endsAtTheHighestPort() {
    assertThat(StackPorts.from(65532).registry().management()).isEqualTo(65535);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 65533})
  void from_baseWithoutFourPortsInARow_isRefused(int base) {
    assertThatThrownBy(() -> StackPorts.from(base))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("port " + base);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65536})
  void kafkaPorts_outOfRange_areRefused(int port) {
    assertThatThrownBy(() -> new KafkaPorts(0, port)).hasMessageContaining("port " + port);
    assertThatThrownBy(() -> new RegistryPorts(port, 0)).hasMessageContaining("port " + port);
  }
}
