package io.scorestream.recompute;

import io.scorestream.ledger.Finding;
import io.scorestream.model.Device;
import io.scorestream.model.DevicePreference;
import io.scorestream.model.TensorFlowRuntime;
import org.jspecify.annotations.Nullable;

/**
 * Where things are computed once more: bits are the same only where it is what they were computed
 * on at first.
 *
 * @param preference asks for the device
 * @param device that it led to
 */
record ThisDevice(DevicePreference preference, Device device) {

  /**
   * Takes the device.
   *
   * @throws IllegalStateException when TensorFlow or the device is not to be had
   */
  static ThisDevice of(DevicePreference preference) {
    return new ThisDevice(preference, TensorFlowRuntime.start().device(preference));
  }

  /**
   * Returns where bits are to be the same.
   *
   * @param done in what way something was computed, as a participle
   * @param on name of the device that it was computed on
   * @throws UnprovenException where they need not be
   */
  void requireSame(String done, @Nullable String on) {
    if (device.kind() == Device.Kind.GPU) {
      throw new UnprovenException(
          "here is a GPU, which adds in any order: give --device cpu where CPUs have computed it");
    }
    if (!device.name().equals(on)) {
      throw new UnprovenException(
          "it was %s on %s, and here is %s: last bits may be others"
              .formatted(done, on, device.name()));
    }
  }

  /** A finding. */
  Outcome different(String pick, String place, String problem) {
    return new Outcome.Different(
        pick,
        new Finding(
            place,
            problem,
            "find out who may write there (scorestream access plan): what is published is not what"
                + " services compute. What follows from it is worth as little"));
  }
}
