package io.scorestream.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessorsTest {

  private static final List<String> STATUS = List.of("Name:\tjava", "Cpus_allowed_list:\t0-2,5");

  @Test
  void typeIsThatOfTheFirst_andCountWhatTheSystemAllows() {
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
    assertThat(Processors.of(cpus, STATUS)).hasToString("4 x AMD EPYC 25/17 avx512f");
  }

  @Test
  void armSaysWhatItIs_byNumbers() {
    List<String> cpus =
        List.of("Features\t: fp asimd aes", "CPU implementer\t: 0x41", "CPU part\t: 0xd0c");
    assertThat(Processors.of(cpus, STATUS).type())
        .isEqualTo(System.getProperty("os.arch") + " 0x410xd0c asimd");
  }

  @Test
  void withoutThoseFiles_javaSaysWhatItKnows() {
    assertThat(Processors.of(List.of(), List.of()))
        .isEqualTo(
            new Processors(
                Runtime.getRuntime().availableProcessors(), System.getProperty("os.arch")));
  }
}
