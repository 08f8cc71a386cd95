package io.scorestream.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessorTypeTest {

  @Test
  void ofSeveral_theFirstCounts() {
    List<String> cpus =
        List.of(
            "processor\t: 0",
            "cpu family\t: 25",
            "model\t\t: 17",
            "model name\t: AMD EPYC",
            "flags\t\t: fpu avx avx2 avx512f fma",
            "",
            "processor\t: 1",
            "model name\t: another");
    assertThat(ProcessorType.of(cpus)).isEqualTo("AMD EPYC 25/17 avx512f");
  }

  @Test
  void armSaysWhatItIs_byNumbers() {
    List<String> cpus =
        List.of("Features\t: fp asimd aes", "CPU implementer\t: 0x41", "CPU part\t: 0xd0c");
    assertThat(ProcessorType.of(cpus))
        .isEqualTo(System.getProperty("os.arch") + " 0x410xd0c asimd");
  }

  @Test
  void withoutThatFile_javaSaysWhatItKnows() {
    assertThat(ProcessorType.of(List.of())).isEqualTo(System.getProperty("os.arch"));
  }
}
