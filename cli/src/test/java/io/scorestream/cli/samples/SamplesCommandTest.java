package io.scorestream.cli.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.scorestream.cli.Invocation;
import io.scorestream.service.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplesCommandTest {

  @TempDir private Path folder;

  @Test
  void describe_ofFile_saysWhatItHas() throws IOException {
    Invocation call = Invocation.of("samples", "describe", file().toString(), "--missing", "drop");

    assertThat(call.exitCode()).as(call.err()).isZero();
    assertThat(call.out().lines().map(line -> line.replaceAll(" +", " ").strip()))
        .contains(
            "source people, file " + folder.resolve("people.csv"),
            "columns 3",
            "age integer 30 50 40 8.1650 1",
            "smokes categorical 2: no, yes 0",
            "note: 1 row that lacks a cell is left out")
        .anySatisfy(
            line ->
                assertThat(line).matches("samples 3, of which [0-3] \\(.* %\\) are held out.*"));
  }

  @Test
  void describe_asJson_isOneObjectOnOneLine() throws IOException {
    Invocation call =
        Invocation.of("samples", "describe", file().toString(), "--missing", "mean", "--json");

    JsonNode root = new ObjectMapper().readTree(call.out());
    assertThat(call.out().lines()).hasSize(1);
    assertThat(root.get("samples").asInt()).isEqualTo(4);
    assertThat(root.get("columns").get(0).get("kind").asText()).isEqualTo("integer");
    assertThat(root.get("columns").get(0).get("missing").asInt()).isEqualTo(1);
    assertThat(root.get("columns").get(1).get("greatest").asDouble()).isEqualTo(0.5);
    assertThat(root.get("columns").get(2).get("categories").get(1).asText()).isEqualTo("yes");
  }

  @Test
  void describe_ofFileThatIsRefused_saysWhyAndWhatItHas() throws IOException {
    Path file = file("age,x,smokes\n30,0.5,yes\n40,0.25,no\n,-1,no\n50,1e30,yes\n50,2,no\n");
    Invocation call = Invocation.of("samples", "describe", file.toString());

    assertThat(call.exitCode()).as(call.err()).isZero();
    assertThat(call.out().lines().map(line -> line.replaceAll(" +", " ").strip()))
        .anySatisfy(line -> assertThat(line).startsWith("age integer 30 50 42.500").endsWith(" 1"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("note: refused as it is")
                    .contains("missing cell", "line 4", "--missing drop|mean"));
  }

  @Test
  void describe_ofFileThatCannotBeSamples_fails() throws IOException {
    Invocation.of("samples", "describe", file("a,b\n1,2\n3\n").toString())
        .failsClearly(Reason.BAD_DATA.exitCode(), "line 3 has 1 columns");
  }

  private Path file() throws IOException {
    return file("age,x,smokes\n30,0.5,yes\n40,0.25,no\n,-1,no\n50,0.5,yes\n");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("people.csv"), text);
  }
}
