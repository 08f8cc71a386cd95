package io.scorestream.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void requireFree_portTakenOnLoopback_namesPortAndSetting() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertRefused(other.getLocalPort());
    }
  }

  @Test
  void requireFree_portTakenOnAllAddresses_namesPortAndSetting() throws IOException {
    try (ServerSocket other = new ServerSocket(0)) {
      assertRefused(other.getLocalPort());
    }
  }

  @Test
  void requireFree_portNobodyListensOn_passesAndLeavesItFree() {
    int port = Ports.orFree(0);
    Ports.requireFree(port, "the broker");
    assertThatCode(() -> Ports.requireFree(port, "the broker")).doesNotThrowAnyException();
  }

  @Test
  void orFree_portGiven_keepsIt() {
    assertThat(Ports.orFree(9092)).isEqualTo(9092);
    assertThat(Ports.orFree(0)).isBetween(1, 65535);
  }

  private static void assertRefused(int port) {
    assertThatThrownBy(() -> Ports.requireFree(port, "the broker"))
        .isInstanceOf(EmbeddedStartException.class)
        .hasMessageContaining("Port " + port)
        .hasMessageContaining("the broker")
        .hasMessageContaining("--port");
  }
}
