package io.scorestream.ingest.table;

import io.scorestream.events.ImageShape;
import io.scorestream.events.codec.ImageNumbers;
import io.scorestream.ingest.bytes.FileFaults;
import io.scorestream.ingest.choice.TableChoice;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The PNG and JPEG images of a folder, all of one size, in the order of their names. A row has an
 * image's numbers as the file has them, 0 to 255 with 8 bits a channel: grey, or red, green and
 * blue, perhaps with opacity.
 */
final class ImageFolder implements Table {

  private final ImageFiles files;
  private final ImageShape shape;
  private final List<Integer> chosen;
  private final List<String> notices;

  private ImageFolder(
      ImageFiles files, ImageShape shape, List<Integer> chosen, List<String> notices) {
    this.files = files;
    this.shape = shape;
    this.chosen = chosen;
    this.notices = notices;
  }

  static ImageFolder at(Path folder, TableChoice choice, boolean growing) {
    ImageFiles files = new ImageFiles(folder, growing);
    ImageShape shape = Pixels.of(files.get(0)).shape();
    int numbers = (int) ImageNumbers.count(shape);
    List<Integer> chosen =
        Columns.parse(choice.columns()).indices(folder, "", ColumnNames.numbered(numbers).names());
    return new ImageFolder(files, shape, chosen, notices(files.others()));
  }

  private static List<String> notices(int others) {
    if (others == 0) {
      return List.of();
    }
    return List.of(
        others == 1
            ? "1 file or folder that is no PNG or JPEG image is left out"
            : others + " files or folders that are no PNG or JPEG images are left out");
  }

  @Override
  public List<String> columns() {
    return chosen.stream().map(column -> String.valueOf(column + 1)).toList();
  }

  @Override
  public Optional<ImageShape> image() {
    boolean all = ImageNumbers.isAll(shape, chosen.size());
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
      if (next == files.count() && !files.grow()) {
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
