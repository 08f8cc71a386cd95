package io.scorestream.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Unpacks TensorFlow's native libraries ahead of time: {@code java -cp <this jar>
 * io.scorestream.model.NativeLibraries <jar of natives> <folder>}. A process that finds the folder
 * in the variable {@code TENSORFLOW_LIBRARY_PATH} starts sooner, and needs no place to write
 * hundreds of megabytes to. Needs nothing but a JVM.
 */
public final class NativeLibraries {

  private static final Pattern LIBRARY = Pattern.compile("(?:.*/)?(lib[^/]+\\.so(?:\\.[0-9]+)*)");

  private NativeLibraries() {}

  /** Unpacks; ends by an exception where something cannot be read or written. */
  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      throw new IllegalArgumentException("give a jar and a folder");
    }
    if (unpack(Path.of(args[0]), Path.of(args[1])) == 0) {
      throw new IllegalArgumentException(args[0] + " holds no native library");
    }
  }

  /**
   * Writes the libraries of a jar into one folder, under their own names.
   *
   * @return how many there are
   */
  static int unpack(Path jar, Path folder) throws IOException {
    Files.createDirectories(folder);
    int count = 0;
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        var name = LIBRARY.matcher(entry.getName());
        if (name.matches()) {
          try (var content = zip.getInputStream(entry)) {
            Files.copy(content, folder.resolve(name.group(1)));
          }
          count++;
        }
      }
    }
    return count;
  }
}
