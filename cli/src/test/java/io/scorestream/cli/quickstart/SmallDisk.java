package io.scorestream.cli.quickstart;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A command on a disk of 128 MiB, which is filled as soon as the command's output has a line that
 * begins so. The disk is one in memory, in a namespace of its own, and goes with the command; its
 * content comes from a folder and goes back there.
 *
 * @param exitCode of the command
 * @param out its standard output
 * @param err its standard error
 */
record SmallDisk(int exitCode, String out, String err) {

  private static final String SCRIPT =
      """
      disk=$1 output=$2 kept=$3 line=$4 left=$5
      shift 5
      mount -t tmpfs -o size=128m tmpfs "$disk" || exit 97
      cp -a "$kept/." "$disk"
      "$@" >"$output/out" 2>"$output/err" &
      until grep -q "^ *$line" "$output/out" || ! kill -0 $!; do sleep 0.1; done
      free=$(df --output=avail -B 1M "$disk" | tail -n 1)
      dd if=/dev/zero of="$disk/other" bs=1M count=$((free - left)) 2>/dev/null
      wait $!
      code=$?
      rm "$disk/other"
      find "$kept" -mindepth 1 -delete
      cp -a "$disk/." "$kept"
      exit $code
      """;

  /** Passes where one can be made; else the test is skipped, and says why. */
  static void assume(Path folder) throws IOException, InterruptedException {
    Path disk = Files.createDirectory(folder.resolve("probe"));
    boolean can;
    try {
      can = start(List.of("mount -t tmpfs tmpfs \"$1\"", "sh", disk.toString())).waitFor() == 0;
    } catch (IOException e) {
      can = false;
    }
    assumeTrue(
        can, "no file system can be mounted here: it takes Linux, unshare and user namespaces");
  }

  /**
   * Runs the command to its end.
   *
   * @param disk an empty folder, where the command finds the disk
   * @param kept a folder that has what is on it, before and after
   * @param line how the line of its output begins
   * @param left MiB that are left free then
   */
  static SmallDisk run(Path disk, Path kept, String line, int left, List<String> command)
      throws IOException, InterruptedException {
    Path output = Files.createTempDirectory(kept.getParent(), "output");
    Files.createFile(output.resolve("out"));
    List<String> words = new ArrayList<>(List.of(SCRIPT, "sh", disk.toString()));
    words.addAll(List.of(output.toString(), kept.toString(), line, String.valueOf(left)));
    words.addAll(command);
    int code = start(words).waitFor();
    return new SmallDisk(
        code, Files.readString(output.resolve("out")), Files.readString(output.resolve("err")));
  }

  private static Process start(List<String> scriptAndWords) throws IOException {
    List<String> command = new ArrayList<>(List.of("unshare", "-rm", "sh", "-c"));
    command.addAll(scriptAndWords);
    return new ProcessBuilder(command).inheritIO().start();
  }
}
