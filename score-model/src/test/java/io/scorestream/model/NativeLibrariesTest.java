package io.scorestream.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibrariesTest {

  @TempDir private Path directory;

  @Test
  void unpack_takesTheLibrariesAndNothingElse() throws IOException {
    Path jar = jar("org/x/linux/libtensorflow_cc.so.2", "native/lib/libjni.so", "org/x/A.class");
    Path folder = directory.resolve("native");
    assertThat(NativeLibraries.unpack(jar, folder)).isEqualTo(2);
    assertThat(folder.resolve("libtensorflow_cc.so.2"))
        .hasContent("org/x/linux/libtensorflow_cc.so.2");
    assertThat(folder)
        .isDirectoryNotContaining(file -> file.toString().endsWith(".class"))
        .isDirectoryContaining(file -> file.endsWith("libjni.so"));
  }

  @Test
  void jarWithoutLibraries_isAMistake() throws IOException {
    String jar = jar("org/x/A.class").toString();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NativeLibraries.main(new String[] {jar, directory.toString()}))
        .withMessageContaining(jar);
  }

  private Path jar(String... entries) throws IOException {
    Path jar = directory.resolve("natives.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (String entry : entries) {
        zip.putNextEntry(new ZipEntry(entry));
        zip.write(entry.getBytes(UTF_8));
      }
    }
    return jar;
  }
}
