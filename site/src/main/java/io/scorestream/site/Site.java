package io.scorestream.site;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The documents of a checkout as web pages, of which each lies where its links to the others lead
 * without a server too. Their text comes from {@code docs/} and from what lies at the root; a file
 * that one of them links to, such as a picture or a schema, is copied.
 */
public final class Site {

  private static final String STYLE = "site.css";
  private static final Path DOCS = Path.of("docs");
  private static final Path DECISIONS = Path.of("docs/adr");

  private final Path checkout;
  private final Map<Path, Document> documents = new TreeMap<>();
  private final Map<Path, Set<String>> anchors = new TreeMap<>();
  private final Set<Path> linked = new LinkedHashSet<>();
  private final List<String> mistakes = new ArrayList<>();

  private Site(Path checkout) {
    this.checkout = checkout;
  }

  /**
   * Writes the pages.
   *
   * @param args the checkout, and the folder to write to
   */
  public static void main(String[] args) {
    write(Path.of(args[0]).toAbsolutePath().normalize(), Path.of(args[1]));
  }

  /**
   * Writes the pages.
   *
   * @throws IllegalArgumentException that names each link which leads nowhere, and each document
   *     that the navigation lacks
   */
  static void write(Path checkout, Path folder) {
    try {
      new Site(checkout).write(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(Path folder) throws IOException {
    Set<Path> offered =
        Navigation.GROUPS.values().stream().flatMap(List::stream).collect(Collectors.toSet());
    Stream.concat(offered.stream(), Stream.concat(markdown(DOCS), markdown(DECISIONS)))
        .forEach(it -> documents.computeIfAbsent(it, path -> Document.read(checkout, path)));
    documents.forEach((path, document) -> anchors.put(path, document.anchors()));
    documents.keySet().stream()
        .filter(path -> !offered.contains(path) && !path.startsWith(DECISIONS))
        .forEach(path -> mistakes.add(path + " is in no group of the navigation"));
    Map<Path, String> pages = new TreeMap<>();
    documents.forEach(
        (path, document) -> pages.put(place(path), page(document, document.html(this::link))));
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", mistakes));
    }
    clear(folder);
    for (Map.Entry<Path, String> page : pages.entrySet()) {
      Path file = folder.resolve(page.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, page.getValue());
    }
    for (Path file : linked) {
      Path copy = folder.resolve(place(file));
      Files.createDirectories(copy.getParent());
      Files.copy(checkout.resolve(file), copy, StandardCopyOption.REPLACE_EXISTING);
    }
    try (InputStream style = Site.class.getResourceAsStream(STYLE)) {
      Files.copy(style, folder.resolve(STYLE), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private Stream<Path> markdown(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(checkout.resolve(folder))) {
      return files
          .map(checkout::relativize)
          .filter(path -> path.toString().endsWith(".md"))
          .toList()
          .stream();
    }
  }

  private static void clear(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(folder);
  }

  /** Where something of the checkout lies among the pages. */
  static Path place(Path source) {
    Path place = source.startsWith(DOCS) ? DOCS.relativize(source) : source;
    String name = place.getFileName().toString();
    return name.equals("README.md")
        ? place.resolveSibling("index.html")
        : name.endsWith(".md")
            ? place.resolveSibling(name.substring(0, name.length() - 2) + "html")
            : place;
  }

  /** A link as it leads from page to page; what leads nowhere is a mistake. */
  private String link(Path source, String destination) {
    URI uri = URI.create(destination);
    if (uri.isAbsolute()) {
      return destination;
    }
    Path target =
        uri.getPath().isEmpty()
            ? source
            : source.resolveSibling(Path.of(uri.getPath())).normalize();
    Set<String> places = anchors.get(target);
    if (places == null && Files.isRegularFile(checkout.resolve(target))) {
      linked.add(target);
    } else if (places == null) {
      mistakes.add("%s links to %s, which is not there".formatted(source, destination));
    } else if (uri.getFragment() != null && !places.contains(uri.getFragment())) {
      mistakes.add(
          "%s links to %s, but %s has no such place".formatted(source, destination, target));
    }
    String path = uri.getPath().isEmpty() ? "" : between(source, target);
    return uri.getFragment() == null ? path : path + "#" + uri.getFragment();
  }

  private static String between(Path from, Path to) {
    Path folder = Path.of("/", place(from).toString(), "..").normalize();
    return folder.relativize(Path.of("/", place(to).toString())).toString();
  }

  private String page(Document document, String text) {
    StringBuilder navigation = new StringBuilder();
    Navigation.GROUPS.forEach(
        (group, paths) -> {
          navigation.append("<h2>").append(group).append("</h2>\n<ul>\n");
          paths.forEach(path -> navigation.append(entry(document.source(), path)));
          navigation.append("</ul>\n");
        });
    String title = escaped(document.title());
    return """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title>
        <link rel="icon" href="data:,">
        <link rel="stylesheet" href="%s">
        <a class="contents" href="#documents">All documents</a>
        <nav id="documents" aria-label="Documents">
        %s</nav>
        <main>
        %s</main>
        </html>
        """
        .formatted(
            title.equals("Scorestream") ? title : title + " · Scorestream",
            between(document.source(), Path.of(STYLE)),
            navigation,
            text);
  }

  private String entry(Path from, Path to) {
    return "<li><a href=\"%s\"%s>%s</a></li>\n"
        .formatted(
            between(from, to),
            from.equals(to) ? " aria-current=\"page\"" : "",
            escaped(requireNonNull(documents.get(to)).title()));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
