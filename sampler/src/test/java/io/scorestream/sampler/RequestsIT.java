package io.scorestream.sampler;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.scorestream.checkpoints.TrainedNetworks;
import io.scorestream.checkpoints.WholeMilestone;
import io.scorestream.events.GenerationPart;
import io.scorestream.events.GenerationRefusal;
import io.scorestream.events.GenerationReply;
import io.scorestream.events.GenerationRequest;
import io.scorestream.events.RecordOffset;
import io.scorestream.events.codec.Floats;
import io.scorestream.model.DevicePreference;
import io.scorestream.rows.Rows;
import io.scorestream.run.ConditionChoice;
import io.scorestream.sampler.draw.SampleDraws;
import io.scorestream.sampler.draw.UntrainedNetworks;
import io.scorestream.topics.Topic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Samples that are asked for by a topic. */
class RequestsIT extends OnEmbeddedStack {

  /** More than one block, so that samplers end and begin in the middle of answers. */
  private static final long COUNT = 3 * SampleDraws.BLOCK + 10;

  @Test
  void requests_areAnsweredOnce_byWhomeverTheyFallTo_alsoOverRestarts() {
    publishRun(run);
    publishMilestone(run, 256);
    int requests = 24;
    List<RecordOffset> asked =
        IntStream.range(0, requests).mapToObj(i -> ask(i, "small", 256L, COUNT, (long) i)).toList();

    Running first = new Running("one");
    await().until(() -> replies().size() > 5);
    Running second = new Running("two");
    await().until(() -> replies().size() > 20);
    first.stop();
    await().until(() -> replies().size() > 40);
    second.stop();
    Running third = new Running("three");
    await().until(() -> answered() == requests);
    third.stop();

    Map<RecordOffset, List<GenerationPart>> answers = parts();
    assertThat(answers.keySet()).containsExactlyInAnyOrderElementsOf(asked);
    for (int i = 0; i < requests; i++) {
      List<GenerationPart> answer = answers.getOrDefault(asked.get(i), List.of());
      assertThat(answer.stream().mapToLong(GenerationPart::getCount).sum())
          .as("samples of request %s", i)
          .isEqualTo(COUNT);
      assertThat(samples(answer)).as("answer to request %s", i).isEqualTo(expected(i));
    }
  }

  @Test
  void requests_thatCannotBeAnswered_areRefusedWithARemedy_andHoldUpNoOther() {
    publishRun(run);
    publishMilestone(run, 256);
    Topic topic = clients.topics().generationRequests();
    ask(0, "other", null, 10, null);
    ask(0, "small", 77L, 10, null);
    ask(0, "small", null, 0, null);
    ask(0, "small", null, MOST_SAMPLES + 1, null);
    topics.sendBytes(topic, 0, "damaged", "hello".getBytes(UTF_8));
    topics.sendBytes(topic, 0, "unknown", new byte[] {0, 0, 0, 99, 99, 1});
    topics.send(topic, 0, "nothing", null);
    ask(0, "small", null, 10, null);

    Running running = new Running("one");
    await().until(() -> answered() == 1);
    running.stop();

    assertThat(replies())
        .filteredOn(reply -> reply.getAnswer() instanceof GenerationRefusal)
        .extracting(reply -> ((GenerationRefusal) reply.getAnswer()).getProblem())
        .satisfiesExactlyInAnyOrder(
            problem -> assertThat(problem).isEqualTo("there is no run 'other'"),
            problem -> assertThat(problem).isEqualTo("run small has not reached a milestone 77"),
            problem -> assertThat(problem).isEqualTo("n is 0"),
            problem -> assertThat(problem).isEqualTo("n is 1000001"),
            problem -> assertThat(problem).contains("is not an Avro GenerationRequest"),
            problem -> assertThat(problem).contains("does not know schema id 25443"));
    assertThat(topics.deadLetters())
        .extracting(letter -> letter.headers().lastHeader("scorestream.key").value())
        .containsExactly("damaged".getBytes(UTF_8), "unknown".getBytes(UTF_8));
    assertThat(parts().values().iterator().next())
        .extracting(GenerationPart::getMilestone)
        .containsOnly(256L);
  }

  private RecordOffset ask(
      int partition, String run, @Nullable Long milestone, long count, @Nullable Long seed) {
    Topic topic = clients.topics().generationRequests();
    return topics.send(
        topic,
        partition % partitions(topic),
        "request-" + partition,
        new GenerationRequest(run, milestone, count, seed, null, null, Map.of(), 0.0));
  }

  private List<GenerationReply> replies() {
    return topics.read(clients.topics().generationReplies(), GenerationReply.class);
  }

  /** Answers by their requests, each in the order of its samples. */
  private Map<RecordOffset, List<GenerationPart>> parts() {
    return replies().stream()
        .filter(reply -> reply.getAnswer() instanceof GenerationPart)
        .sorted(Comparator.comparing(reply -> ((GenerationPart) reply.getAnswer()).getFirst()))
        .collect(
            Collectors.groupingBy(
                GenerationReply::getRequest,
                Collectors.mapping(
                    reply -> (GenerationPart) reply.getAnswer(), Collectors.toList())));
  }

  private long answered() {
    return parts().values().stream()
        .map(answer -> answer.get(answer.size() - 1))
        .filter(last -> last.getFirst() + last.getCount() == last.getTotal())
        .count();
  }

  private static Rows samples(List<GenerationPart> answer) {
    return Rows.joined(
        2, answer.stream().map(part -> Rows.of(Floats.of(part.getData()), 2)).toList());
  }

  private Rows expected(long seed) {
    TrainedNetworks networks =
        new TrainedNetworks(
            new WholeMilestone(256, 0, Map.of(), List.of()), UntrainedNetworks.of(run, 1));
    List<Rows> blocks = new ArrayList<>();
    try (SampleDraws draws = new SampleDraws(DevicePreference.CPU)) {
      for (long number = 0; number < SampleDraws.blocks(COUNT); number++) {
        blocks.add(
            draws.block(
                run,
                networks,
                run.plan(),
                ConditionChoice.USUAL.over(run),
                seed,
                number,
                COUNT,
                remaining -> {}));
      }
    }
    return Rows.joined(2, blocks);
  }
}
