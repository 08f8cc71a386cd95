package io.scorestream.evaluator.stream;

import io.scorestream.evaluator.measure.HeldOutAnswers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Arrays of numbers as state stores and their changelogs hold them: little-endian float32. */
final class NumberSerdes {

  private NumberSerdes() {}

  /** The milestone, and then the numbers. */
  static Serde<HeldOutAnswers> answers() {
    return Serdes.serdeFrom(
        (topic, answers) -> answers == null ? null : bytes(answers),
        (topic, bytes) -> bytes == null ? null : answers(buffer(bytes)));
  }

  private static byte[] bytes(HeldOutAnswers answers) {
    byte[] bytes = new byte[Long.BYTES + answers.noise().length * Float.BYTES];
    buffer(bytes).putLong(answers.milestone()).asFloatBuffer().put(answers.noise());
    return bytes;
  }

  private static HeldOutAnswers answers(ByteBuffer buffer) {
    return new HeldOutAnswers(buffer.getLong(), numbers(buffer));
  }

  private static float[] numbers(ByteBuffer buffer) {
    float[] numbers = new float[buffer.remaining() / Float.BYTES];
    buffer.asFloatBuffer().get(numbers);
    return numbers;
  }

  private static ByteBuffer buffer(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
