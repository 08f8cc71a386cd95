package io.scorestream.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;

/**
 * A document in Markdown.
 *
 * @param source where it lies, from the checkout's root
 * @param root its parsed text
 */
record Document(Path source, Node root) {

  private static final List<Extension> EXTENSIONS =
      List.of(TablesExtension.create(), HeadingAnchorExtension.create());
  private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
  private static final HtmlRenderer HTML = HtmlRenderer.builder().extensions(EXTENSIONS).build();
  private static final TextContentRenderer TEXT = TextContentRenderer.builder().build();
  private static final Pattern ID = Pattern.compile(" id=\"([^\"]+)\"");

  /** What becomes of the destination of a link or an image. */
  interface Links {
    String destination(Path source, String destination);
  }

  static Document read(Path checkout, Path source) {
    try {
      return new Document(source, PARSER.parse(Files.readString(checkout.resolve(source))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its first heading. */
  String title() {
    for (Node node = root.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Heading heading) {
        return TEXT.render(heading).strip();
      }
    }
    throw new IllegalArgumentException(source + " has no heading: give it one");
  }

  /** The places in it that can be linked to. */
  Set<String> anchors() {
    return ID.matcher(HTML.render(root))
        .results()
        .map((MatchResult found) -> found.group(1))
        .collect(Collectors.toSet());
  }

  /** Its text as HTML; its links are others from then on. */
  String html(Links links) {
    root.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Link link) {
            link.setDestination(links.destination(source, link.getDestination()));
            visitChildren(link);
          }

          @Override
          public void visit(Image image) {
            image.setDestination(links.destination(source, image.getDestination()));
            visitChildren(image);
          }
        });
    return HTML.render(root);
  }
}
