package io.scorestream.model;

import java.util.Optional;
import org.tensorflow.DeviceSpec;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/** Finds out whether a GPU really computes, by computing on it. */
final class GpuProbe {
  private GpuProbe() {}

  /**
   * Why no product of two matrices can be had from GPU 0, in TensorFlow's words; empty if it can.
   */
  static Optional<String> fault(ConfigProto config) {
    try (Graph graph = new Graph()) {
      DeviceSpec gpu =
          DeviceSpec.newBuilder().deviceType(DeviceSpec.DeviceType.GPU).deviceIndex(0).build();
      Ops tf = Ops.create(graph).withDevice(gpu);
      Operand<TFloat32> two = tf.constant(new float[][] {{2}});
      Operand<TFloat32> product = tf.linalg.matMul(two, two);
      try (Session session = new Session(graph, config);
          Result result = session.runner().fetch(product).run()) {
        float value = ((TFloat32) result.get(0)).getFloat(0, 0);
        return value == 4 ? Optional.empty() : Optional.of("2·2 gave " + value + " on it");
      }
    } catch (TensorFlowException | IllegalArgumentException e) {
      return Optional.of(firstLine(e));
    }
  }

  private static String firstLine(RuntimeException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
  }
}
