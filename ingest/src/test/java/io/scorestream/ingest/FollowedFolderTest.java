package io.scorestream.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.ingest.choice.TableChoice;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowedFolderTest {

  @TempDir Path folder;

  @Test
  void read_givesImagesThatComeBehindTheLast() throws IOException {
    put("b.png", 2);
    put("c.png", 3);
    try (FileSource source = FileSource.follow(folder, TableChoice.ALL)) {
      assertThat(source.size()).isEmpty();
      assertThat(source.read(0, 9).numbers()).containsExactly(2, 3);
      assertThat(source.read(2, 9).count()).isZero();
      put("e.png", 5);
      put("d.png", 4);
      Files.writeString(folder.resolve("notes.txt"), "no image");

      assertThat(source.read(2, 9).numbers()).containsExactly(4, 5);
      assertThat(source.read(1, 2).numbers()).containsExactly(3, 4);
    }
  }

  @Test
  void read_ofAnImageThatIsStillWritten_waitsForIt_andForThoseBehindIt() throws IOException {
    put("a.png", 1);
    try (FileSource source = FileSource.follow(folder, TableChoice.ALL)) {
      assertThat(source.read(0, 9).count()).isEqualTo(1);
      byte[] whole = png(2);
      Files.write(folder.resolve("b.png"), Arrays.copyOf(whole, whole.length / 2));
      put("c.png", 3);
      assertThat(source.read(1, 9).count()).isZero();
      put("b.png", 2);

      assertThat(source.read(1, 9).numbers()).containsExactly(2, 3);
    }
  }

  @Test
  void follow_ofAFolderThatWasJustWritten_waitsUntilItIsLeftAlone() throws IOException {
    Files.write(folder.resolve("a.png"), png(7));

    try (FileSource source = FileSource.follow(folder, TableChoice.ALL)) {
      assertThat(source.read(0, 9).numbers()).containsExactly(7);
    }
  }

  @Test
  void read_afterAnImageCameBeforeOthers_namesIt() throws IOException {
    put("b.png", 2);
    try (FileSource source = FileSource.follow(folder, TableChoice.ALL)) {
      assertThat(source.read(0, 9).count()).isEqualTo(1);
      put("a.png", 1);

      assertThatThrownBy(() -> source.read(1, 9))
          .hasMessageContaining("a.png has come, but sorts before b.png, which was read")
          .extracting("remedy")
          .asString()
          .contains("sorts behind all others");
    }
  }

  @Test
  void read_afterAnImageWentAway_namesIt() throws IOException {
    put("a.png", 1);
    put("b.png", 2);
    try (FileSource source = FileSource.follow(folder, TableChoice.ALL)) {
      assertThat(source.read(0, 9).count()).isEqualTo(2);
      Files.delete(folder.resolve("a.png"));

      assertThatThrownBy(() -> source.read(2, 9)).hasMessageContaining("image a.png is gone");
    }
  }

  /** Puts an image there that nobody has written to for long. */
  private void put(String name, int grey) throws IOException {
    Path image = Files.write(folder.resolve(name), png(grey));
    Files.setLastModifiedTime(image, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
  }

  private static byte[] png(int grey) throws IOException {
    BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSample(0, 0, 0, grey);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }
}
