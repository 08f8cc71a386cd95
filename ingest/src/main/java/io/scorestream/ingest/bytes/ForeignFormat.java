package io.scorestream.ingest.bytes;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A kind of file that is known, and not read here.
 *
 * @param name what it is called
 * @param remedy what makes a file of it that is read
 */
record ForeignFormat(String name, String remedy) {

  private static final String AS_TABLE = "write it as CSV or as a NumPy .npy array";
  private static final String UNPACK = "unpack it, and give the file with the table in it";
  private static final String SAVE_AS_CSV = "save the sheet as CSV in UTF-8";

  private record Magic(int offset, String bytes, ForeignFormat format) {

    /** A few letters alone may be a column's name as well, so that a table has to be ruled out. */
    boolean begins(Head head) {
      boolean letters = bytes.length() <= 4 && bytes.chars().allMatch(c -> c >= ' ' && c <= '~');
      return head.has(offset, bytes) && !(letters && head.looksLikeText());
    }
  }

  private static final List<Magic> KNOWN =
      List.of(
          magic(
              "\u00fd7zXZ\u0000", "xz data", "unpack it with xz -d, or pack it with gzip or zstd"),
          magic("BZh", "bzip2 data", "unpack it with bzip2 -d, or pack it with gzip or zstd"),
          magic("\u0004\"M\u0018", "LZ4 data", "unpack it with lz4 -d, or pack it with zstd"),
          magic("\u001f\u009d", "compress (.Z) data", "unpack it with uncompress"),
          magic("7z\u00bc\u00af'\u001c", "a 7z archive", UNPACK),
          magic("Rar!\u001a\u0007", "a RAR archive", UNPACK),
          new Magic(257, "ustar", new ForeignFormat("a tar archive", UNPACK)),
          magic("PARE", "encrypted Parquet", "write it without encryption"),
          magic("ARROW1", "Arrow (Feather)", AS_TABLE + ", such as with pandas' read_feather"),
          magic("FEA1", "Feather", AS_TABLE + ", such as with pandas' read_feather"),
          magic("Obj\u0001", "an Avro container", AS_TABLE),
          magic("ORC", "ORC", AS_TABLE + ", such as with pandas' read_orc"),
          magic(
              "\u0089HDF\r\n\u001a\n",
              "HDF5 (also netCDF 4 and MATLAB 7.3)",
              "write one of its data sets as .npy: np.save('x.npy', h5py.File(FILE)['NAME'][:])"),
          magic("CDF", "netCDF", AS_TABLE + ", such as with xarray"),
          magic(
              "MATLAB 5.0 MAT-file",
              "a MATLAB file",
              "write one of its arrays as CSV with writematrix, or as .npy with scipy and numpy"),
          magic(
              "SQLite format 3\u0000",
              "an SQLite database",
              "write one of its tables as CSV: sqlite3 -header -csv FILE 'select * from NAME'"),
          magic("%PDF-", "a PDF document", "give the file that holds the numbers, as CSV"),
          magic("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1", "an Excel file", SAVE_AS_CSV),
          magic("RDX", "an R workspace", "write the data frame with write.csv(x, row.names=FALSE)"),
          magic("X\n\u0000\u0000", "an R object", "write it with write.csv(x, row.names=FALSE)"),
          magic("\u0089PNG\r\n\u001a\n", "one PNG image", "give the folder that holds the images"),
          magic("\u00ff\u00d8\u00ff", "one JPEG image", "give the folder that holds the images"),
          magic("GIF8", "a GIF image", "give a folder with PNG or JPEG images"),
          magic("II*\u0000", "a TIFF image", "give a folder with PNG or JPEG images"),
          magic("MM\u0000*", "a TIFF image", "give a folder with PNG or JPEG images"),
          magic("RIFF", "RIFF (WAV or WebP)", AS_TABLE),
          magic("\u007fELF", "a program", "give the file that holds the numbers"),
          magic(
              "version https://git-lfs",
              "a Git LFS pointer, and not the data itself",
              "fetch the data with git lfs pull"));

  private static final List<String> PICKLES =
      List.of("\u0080\u0002", "\u0080\u0003", "\u0080\u0004", "\u0080\u0005");

  private static Magic magic(String bytes, String name, String remedy) {
    return new Magic(0, bytes, new ForeignFormat(name, remedy));
  }

  /** The kind that these bytes begin, where it is one of them. */
  static Optional<ForeignFormat> of(Head head) {
    if (head.has(0, "PK\u0003\u0004")) {
      return Optional.of(zip(head));
    }
    if (PICKLES.stream().anyMatch(start -> head.has(0, start))) {
      return Optional.of(
          new ForeignFormat(
              "a Python pickle", "write its array with np.save, or its table as CSV"));
    }
    Optional<ForeignFormat> known =
        KNOWN.stream().filter(magic -> magic.begins(head)).map(Magic::format).findFirst();
    return known.isPresent() ? known : text(head);
  }

  private static ForeignFormat zip(Head head) {
    String first = head.text(30, head.at(26) | head.at(27) << 8);
    if (first.endsWith(".npy")) {
      return new ForeignFormat(
          "a NumPy .npz archive", "unpack it with unzip, and give one of its .npy files");
    }
    if (first.equals("[Content_Types].xml") || first.startsWith("_rels/")) {
      return new ForeignFormat("an Excel (.xlsx) or other Office file", SAVE_AS_CSV);
    }
    if (first.equals("mimetype")) {
      return new ForeignFormat("an OpenDocument file", SAVE_AS_CSV);
    }
    return new ForeignFormat("a zip archive", UNPACK);
  }

  private static Optional<ForeignFormat> text(Head head) {
    String start = head.text(0, Head.LENGTH).strip().toLowerCase(Locale.ROOT);
    if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
      return Optional.of(
          new ForeignFormat("a web page", "fetch the file itself, and not the page that shows it"));
    }
    if (start.startsWith("<?xml")) {
      return Optional.of(new ForeignFormat("XML", AS_TABLE));
    }
    if (start.startsWith("{") || start.startsWith("[")) {
      return Optional.of(
          new ForeignFormat(
              "JSON", "write it as CSV, such as with jq -r '[.x, .y] | @csv' or pandas' to_csv"));
    }
    return Optional.empty();
  }
}
