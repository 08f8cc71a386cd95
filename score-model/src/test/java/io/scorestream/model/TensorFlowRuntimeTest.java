package io.scorestream.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

class TensorFlowRuntimeTest {
  @Test
  void start_again_isTheSameRuntimeAndSaysItsVersion() {
    TensorFlowRuntime runtime = TensorFlowRuntime.start();

    assertThat(TensorFlowRuntime.start()).isSameAs(runtime);
    assertThat(runtime.nativeVersion()).matches("2\\.\\d+.*");
  }

  @Test
  void device_cpu_isTheCpu() {
    assertThat(TensorFlowRuntime.start().device(DevicePreference.CPU).kind())
        .isEqualTo(Device.Kind.CPU);
  }

  @Test
  void device_gpuWhereNoneWorks_failsWithReasonAndRemedy() {
    assumeNoGpu();

    assertThatIllegalStateException()
        .isThrownBy(() -> TensorFlowRuntime.start().device(DevicePreference.GPU))
        .withMessageContaining("device=gpu")
        .withMessageContaining("Cannot assign a device")
        .withMessageContaining("device=cpu");
  }

  @Test
  void device_autoWhereNoneWorks_isTheCpuAndSaysWhy() {
    assumeNoGpu();

    Device device = TensorFlowRuntime.start().device(DevicePreference.AUTO);

    assertThat(device.kind()).isEqualTo(Device.Kind.CPU);
    assertThat(device.description()).contains("no CUDA device works: Cannot assign a device");
  }

  private static void assumeNoGpu() {
    assumeTrue(
        TensorFlowRuntime.start().device(DevicePreference.AUTO).kind() == Device.Kind.CPU,
        "a GPU works here");
  }
}
