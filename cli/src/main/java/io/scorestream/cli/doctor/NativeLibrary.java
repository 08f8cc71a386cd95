package io.scorestream.cli.doctor;

import java.util.Locale;
import org.rocksdb.RocksDB;

/**
 * A library of native code that a Java library unpacks and loads when it is first used. TensorFlow,
 * which unpacks to another place, is looked at by itself.
 */
enum NativeLibrary {
  /** Evaluators keep their state in it. */
  ROCKSDB("org.rocksdb.RocksDB", "evaluators cannot run", "ROCKSDB_SHAREDLIB_DIR", true) {
    @Override
    void load() {
      RocksDB.loadLibrary();
    }
  },
  /** Reads and writes what Kafka compresses with snappy. */
  SNAPPY(
      "org.xerial.snappy.Snappy",
      "topics compressed with it cannot be read",
      "-Dorg.xerial.snappy.tempdir",
      false),
  /** The same for zstd. */
  ZSTD(
      "com.github.luben.zstd.Zstd",
      "topics compressed with it cannot be read",
      "-DZstdTempFolder",
      false),
  /** The same for lz4. */
  LZ4("net.jpountz.lz4.LZ4JNI", "slower Java takes its place", "-Djava.io.tmpdir", false);

  private final String usedBy;
  private final String withoutIt;
  private final String setting;
  private final boolean needed;

  NativeLibrary(String usedBy, String withoutIt, String setting, boolean needed) {
    this.usedBy = usedBy;
    this.withoutIt = withoutIt;
    this.setting = setting;
    this.needed = needed;
  }

  /** Loads it. Most do when a class of theirs is initialized. */
  void load() throws ClassNotFoundException {
    Class.forName(usedBy);
  }

  /** Says whether it loads, and if not, what helps. */
  Finding examine() {
    try {
      load();
      return Finding.ok(subject(), "loads");
    } catch (ClassNotFoundException | LinkageError | RuntimeException e) {
      return missing(root(e));
    }
  }

  private Finding missing(Throwable cause) {
    String why = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    String found = "does not load, " + withoutIt + ": " + why;
    String remedy =
        "programs must be allowed to run from where it is unpacked:"
            + " JAVA_OPTS=-Djava.io.tmpdir=FOLDER for all of these, or "
            + setting
            + "=FOLDER for this one";
    return needed
        ? Finding.fault(subject(), found, remedy)
        : Finding.note(subject(), found, remedy);
  }

  private String subject() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static Throwable root(Throwable failure) {
    return failure.getCause() == null ? failure : root(failure.getCause());
  }
}
