package io.scorestream.ingest.table;

import io.scorestream.ingest.bytes.FileFaults;
import io.scorestream.ingest.bytes.FileVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The images of a folder in the order of their names, to which others may come. */
final class ImageFiles {

  private static final List<String> ENDINGS = List.of(".png", ".jpg", ".jpeg");

  /** What was written to within this time may still be written to. */
  private static final Duration LEFT_ALONE = Duration.ofSeconds(1);

  private final Path folder;
  private final boolean growing;
  private final List<Path> files = new ArrayList<>();
  private FileVersion version;
  private int others;
  private boolean settled;

  /**
   * @param growing whether images may come, so that one is taken only when nobody writes to it
   * @throws io.scorestream.service.ScorestreamException when there is none
   */
  ImageFiles(Path folder, boolean growing) {
    this.folder = folder;
    this.growing = growing;
    this.version = FileVersion.of(folder);
    take();
    while (files.isEmpty() && !settled) {
      LockSupport.parkNanos(LEFT_ALONE.toNanos() / 4);
      take();
    }
    if (files.isEmpty()) {
      throw FileFaults.bad(
          "folder " + folder + " has no image whose name ends in .png, .jpg or .jpeg",
          "give a file with data, or a folder with PNG or JPEG images of one size (--data)",
          null);
    }
  }

  int count() {
    return files.size();
  }

  Path get(int index) {
    return files.get(index);
  }

  /** How many files and folders are left out since they are no images. */
  int others() {
    return others;
  }

  /**
   * Takes in the images that have come.
   *
   * @return false where none has
   * @throws io.scorestream.service.ScorestreamException naming an image that is gone, or that comes
   *     before others by its name
   */
  boolean grow() {
    if (!growing || (settled && FileVersion.of(folder).equals(version))) {
      return false;
    }
    int before = files.size();
    take();
    return files.size() > before;
  }

  private void take() {
    version = FileVersion.of(folder);
    settled = !growing || isLeftAlone(version);
    List<Path> all = visible();
    List<Path> images = all.stream().filter(ImageFiles::isImage).toList();
    others = all.size() - images.size();
    requireFirst(images);
    for (Path next : images.subList(files.size(), images.size())) {
      if (growing && !isLeftAlone(FileVersion.of(next))) {
        settled = false;
        return;
      }
      files.add(next);
    }
  }

  /** Those that were taken are still there, and nothing came before or between them. */
  private void requireFirst(List<Path> images) {
    for (int i = 0; i < files.size(); i++) {
      if (i < images.size() && images.get(i).equals(files.get(i))) {
        continue;
      }
      Path taken = files.get(i);
      throw images.contains(taken)
          ? FileFaults.outOfOrder(images.get(i), files.get(files.size() - 1))
          : FileFaults.rewritten(folder, "image " + taken.getFileName() + " is gone");
    }
  }

  private List<Path> visible() {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(path -> !path.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw FileFaults.unreadable(folder, "at its beginning", e);
    }
  }

  private static boolean isImage(Path path) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    return Files.isRegularFile(path) && ENDINGS.stream().anyMatch(name::endsWith);
  }

  /** A time to come is another clock's, which says nothing. */
  private static boolean isLeftAlone(FileVersion file) {
    Duration since = Duration.between(file.written().toInstant(), Instant.now()).abs();
    return since.compareTo(LEFT_ALONE) >= 0;
  }
}
