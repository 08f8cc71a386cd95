package io.scorestream.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.IntStream;
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
    int port = Ports.free();
    Ports.requireFree(port, "the broker");
    assertThatCode(() -> Ports.requireFree(port, "the broker")).doesNotThrowAnyException();
  }

  @Test
  void orFree_portGiven_keepsIt() {
    assertThat(Ports.orFree(9092, 9094)).isEqualTo(9092);
  }

  @Test
  void free_manyAtATime_eachIsAnotherBelowThoseOfConnections() {
    List<Integer> ports =
        IntStream.range(0, 500).parallel().map(i -> Ports.free()).boxed().toList();
    assertThat(ports).doesNotHaveDuplicates().allMatch(port -> port >= 16384 && port <= 32767);
  }

  @Test
  void resolved_someGiven_choosesTheOthersBesideThem() {
    KafkaPorts ports = new KafkaPorts(0, 20000).resolved();
    assertThat(ports.controller()).isEqualTo(20000);
    assertThat(ports.broker()).isNotIn(0, 20000);
    assertThat(new RegistryPorts(0, 20001).resolved().http()).isNotIn(0, 20001);
  }

  @Test
  void ports_oneForTwoThings_areRefused() {
    assertThatThrownBy(() -> new KafkaPorts(9092, 9092))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("9092");
    assertThatThrownBy(() -> new RegistryPorts(8081, 8081))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("8081");
  }

  private static void assertRefused(int port) {
    assertThatThrownBy(() -> Ports.requireFree(port, "the broker"))
        .isInstanceOf(EmbeddedStartException.class)
        .hasMessageContaining("Port " + port)
        .hasMessageContaining("the broker")
        .hasMessageContaining("--port");
  }
}
