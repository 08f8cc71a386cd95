package io.scorestream.ingest.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.events.ImageShape;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PixelsTest {

  @TempDir private Path folder;

  private Path png(BufferedImage image) throws IOException {
    Path file = folder.resolve("image.png");
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  @Test
  void of_aPalette_areTheColoursThatItsNumbersStandFor() throws IOException {
    byte[] red = {1, (byte) 250};
    byte[] green = {2, (byte) 251};
    byte[] blue = {3, (byte) 252};
    BufferedImage image =
        new BufferedImage(
            3, 2, BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(8, 2, red, green, blue));
    image.getRaster().setSample(2, 1, 0, 1);

    Pixels pixels = Pixels.of(png(image));

    assertThat(pixels.shape()).isEqualTo(new ImageShape(2, 3, 3, 0));
    for (int i = 0; i < 15; i++) {
      assertThat(pixels.at(i)).isEqualTo(1 + i % 3);
    }
    assertThat(new int[] {pixels.at(15), pixels.at(16), pixels.at(17)})
        .containsExactly(250, 251, 252);
  }

  @Test
  void of_greys_areTheNumbersOfTheFile() throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSample(1, 0, 0, 200);

    Pixels pixels = Pixels.of(png(image));

    assertThat(pixels.shape()).isEqualTo(new ImageShape(1, 2, 1, 0));
    assertThat(pixels.at(0)).isZero();
    assertThat(pixels.at(1)).isEqualTo(200);
  }

  @Test
  void of_anotherFile_isRefusedByName() throws IOException {
    Path file = folder.resolve("text.png");
    Files.writeString(file, "no image");

    assertThatThrownBy(() -> Pixels.of(file)).hasMessageContaining("text.png is neither PNG");
  }
}
