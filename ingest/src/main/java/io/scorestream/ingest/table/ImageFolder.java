package io.scorestream.ingest.table;

import io.scorestream.events.ImageShape;
import io.scorestream.ingest.bytes.FileFaults;
import io.scorestream.ingest.choice.TableChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The PNG and JPEG images of a folder, all of one size, in the order of their names. A row has an
 * image's numbers as the file has them, 0 to 255 with 8 bits a channel: grey, or red, green and
 * blue, perhaps with opacity.
 */
final class ImageFolder implements Table {

  private static final List<String> ENDINGS = List.of(".png", ".jpg", ".jpeg");

  private final List<Path> files;
  private final ImageShape shape;
  private final List<Integer> chosen;
  private final List<String> notices;

  private ImageFolder(
      List<Path> files, ImageShape shape, List<Integer> chosen, List<String> notices) {
    this.files = files;
    this.shape = shape;
    this.chosen = chosen;
    this.notices = notices;
  }

  static ImageFolder at(Path folder, TableChoice choice) {
    List<String> notices = new ArrayList<>();
    List<Path> files = images(folder, notices);
    if (files.isEmpty()) {
      throw FileFaults.bad(
          "folder " + folder + " has no image whose name ends in .png, .jpg or .jpeg",
          "give a file with data, or a folder with PNG or JPEG images of one size (--data)",
          null);
    }
    ImageShape shape = Pixels.of(files.get(0)).shape();
    int numbers = shape.getHeight() * shape.getWidth() * shape.getChannels();
    List<Integer> chosen =
        Columns.parse(choice.columns()).indices(folder, 0, ColumnNames.numbered(numbers).names());
    return new ImageFolder(files, shape, chosen, List.copyOf(notices));
  }

  private static List<Path> images(Path folder, List<String> notices) {
    List<Path> all;
    try (Stream<Path> entries = Files.list(folder)) {
      all =
          entries.filter(path -> !path.getFileName().toString().startsWith(".")).sorted().toList();
    } catch (IOException e) {
      throw FileFaults.unreadable(folder, "at its beginning", e);
    }
    List<Path> images = all.stream().filter(ImageFolder::isImage).toList();
    if (images.size() < all.size()) {
      int others = all.size() - images.size();
      notices.add(
          others == 1
              ? "1 file or folder that is no PNG or JPEG image is left out"
              : others + " files or folders that are no PNG or JPEG images are left out");
    }
    return images;
  }

  private static boolean isImage(Path path) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    return Files.isRegularFile(path) && ENDINGS.stream().anyMatch(name::endsWith);
  }

  @Override
  public List<String> columns() {
    return chosen.stream().map(column -> String.valueOf(column + 1)).toList();
  }

  @Override
  public Optional<ImageShape> image() {
    boolean all = chosen.size() == shape.getHeight() * shape.getWidth() * shape.getChannels();
    return all ? Optional.of(shape) : Optional.empty();
  }

  @Override
  public List<String> notices() {
    return notices;
  }

  @Override
  public String place(long number) {
    return "image " + files.get((int) number - 1).getFileName();
  }

  @Override
  public String column(int index) {
    return "number " + (chosen.get(index) + 1);
  }

  @Override
  public Cursor open() {
    return new Images();
  }

  private final class Images implements Cursor {

    private int next;

    @Override
    public boolean next(Cells into) {
      if (next == files.size()) {
        return false;
      }
      Path file = files.get(next);
      Pixels pixels = Pixels.of(file);
      if (!pixels.shape().equals(shape)) {
        throw FileFaults.bad(
            "image %s is %s, but %s is %s"
                .formatted(file, text(pixels.shape()), files.get(0).getFileName(), text(shape)),
            "give images of one size and of as many channels",
            null);
      }
      next++;
      into.begin(next);
      for (int i = 0; i < chosen.size(); i++) {
        into.set(i, pixels.at(chosen.get(i)));
      }
      return true;
    }

    @Override
    public void close() {
      // Each image is opened and closed as it is read.
    }
  }

  private static String text(ImageShape shape) {
    return "%s x %s with %s channels"
        .formatted(shape.getHeight(), shape.getWidth(), shape.getChannels());
  }
}
