package io.scorestream.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.embedded.EmbeddedStack;
import io.scorestream.embedded.StackPorts;
import io.scorestream.events.MilestoneReached;
import io.scorestream.run.Shard;
import io.scorestream.trainer.Deployment.Running;
import io.scorestream.trainer.contract.TrainerRole;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.message.InitProducerIdRequestData;
import org.apache.kafka.common.message.InitProducerIdResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.InitProducerIdRequest;
import org.apache.kafka.common.requests.RequestHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A shard whose writers were so many that Kafka's epochs, 16 bits wide, run out among its
 * milestones: each start of a transactional producer takes one, and from version 2 on each end of a
 * transaction another.
 */
class ExhaustedEpochIT {

  /** Kafka gives no epoch beyond it, but a new producer id. */
  private static final int LAST_EPOCH = Short.MAX_VALUE - 1;

  @TempDir private Path folder;

  @Test
  @EnabledIfSystemProperty(named = "chaos", matches = "all")
  void shard_whoseEpochsRunOut_goesOnUnderANewProducerId() throws Exception {
    try (EmbeddedStack stack = EmbeddedStack.start(folder.resolve("stack"), StackPorts.FREE)) {
      Deployment undisturbed = new Deployment(stack, "undisturbed", folder, Deployment.PARTITIONS);
      Deployment exhausted = new Deployment(stack, "exhausted", folder, Deployment.PARTITIONS);
      for (Deployment each : new Deployment[] {undisturbed, exhausted}) {
        each.apply(each.small("r").build());
        each.send("r", 0, OnEmbeddedStack.ALL);
      }
      Running first = undisturbed.start(Map.of());
      undisturbed.awaitMilestones(first, 3);
      first.stop();
      String id =
          TrainerRole.ROLE.names(exhausted.clients().topics()).transactionalId(Shard.id("r", 0));
      InitProducerIdResponseData before = exhaust(stack.bootstrapServers(), id);

      Running trainer = exhausted.start(Map.of());
      exhausted.awaitMilestones(trainer, 3);
      trainer.stop();

      assertThat(exhausted.milestones())
          .extracting(MilestoneReached::getMilestone)
          .containsExactly(32L, 64L, 128L);
      assertThat(exhausted.states(128)).isEqualTo(undisturbed.states(128));
      assertThat(exhausted.trainings("r", 64)).isEqualTo(1);
      assertThat(initialised(stack.bootstrapServers(), id).producerId())
          .as("the epochs did run out")
          .isNotEqualTo(before.producerId());
    }
  }

  /** Starts writers of an id until two epochs are left of its producer id. */
  private static InitProducerIdResponseData exhaust(String servers, String id) throws IOException {
    try (Socket broker = connected(servers)) {
      InitProducerIdResponseData given;
      do {
        given = initialised(broker, id);
      } while (given.producerEpoch() < LAST_EPOCH - 2);
      return given;
    }
  }

  private static InitProducerIdResponseData initialised(String servers, String id)
      throws IOException {
    try (Socket broker = connected(servers)) {
      return initialised(broker, id);
    }
  }

  private static Socket connected(String servers) throws IOException {
    String[] place = servers.split(":", -1);
    Socket broker = new Socket(place[0], Integer.parseInt(place[1]));
    broker.setTcpNoDelay(true);
    return broker;
  }

  /** What a producer's start asks, without the producer: 32,767 of them would take an hour. */
  private static InitProducerIdResponseData initialised(Socket broker, String id)
      throws IOException {
    short version = ApiKeys.INIT_PRODUCER_ID.oldestVersion();
    ByteBuffer request =
        new InitProducerIdRequest.Builder(
                new InitProducerIdRequestData()
                    .setTransactionalId(id)
                    .setTransactionTimeoutMs(30_000))
            .build(version)
            .serializeWithHeader(
                new RequestHeader(ApiKeys.INIT_PRODUCER_ID, version, "exhausting", 0));
    while (true) {
      DataOutputStream out = new DataOutputStream(broker.getOutputStream());
      byte[] sent = new byte[4 + request.remaining()];
      ByteBuffer.wrap(sent).putInt(request.remaining()).put(request.duplicate());
      out.write(sent);
      out.flush();
      DataInputStream in = new DataInputStream(broker.getInputStream());
      byte[] answer = in.readNBytes(in.readInt());
      ByteBuffer body = ByteBuffer.wrap(answer).position(Integer.BYTES);
      InitProducerIdResponseData given =
          new InitProducerIdResponseData(new ByteBufferAccessor(body.slice()), version);
      Errors error = Errors.forCode(given.errorCode());
      if (error == Errors.NONE) {
        return given;
      }
      if (!(error.exception() instanceof RetriableException)) {
        throw error.exception();
      }
    }
  }
}
