package io.scorestream.architecture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * Which module needs which, as their poms declare it; what only tests need is left out.
 *
 * @param needs of each module, in the order of the build
 */
record ModuleGraph(Map<String, Set<String>> needs) {
  private static final String PREFIX = "scorestream-";

  /** Reads the poms of a project. */
  static ModuleGraph of(Path root) throws IOException, ParserConfigurationException, SAXException {
    Map<String, Set<String>> needs = new LinkedHashMap<>();
    Element project = parse(root.resolve("pom.xml")).getDocumentElement();
    for (Element module : children(child(project, "modules"))) {
      String name = module.getTextContent();
      Document pom = parse(root.resolve(name).resolve("pom.xml"));
      needs.put(name, needs(pom));
    }
    return new ModuleGraph(needs);
  }

  private static Set<String> needs(Document pom) {
    Set<String> needs = new TreeSet<>();
    List<Element> dependencies =
        children(pom.getDocumentElement()).stream()
            .filter(part -> part.getTagName().equals("dependencies"))
            .flatMap(part -> children(part).stream())
            .toList();
    for (Element dependency : dependencies) {
      String artifact = child(dependency, "artifactId").getTextContent();
      boolean isTest =
          children(dependency).stream()
              .anyMatch(
                  part ->
                      part.getTagName().equals("scope") && part.getTextContent().equals("test"));
      if (artifact.startsWith(PREFIX) && !isTest) {
        needs.add(artifact.substring(PREFIX.length()));
      }
    }
    return needs;
  }

  /** The arrows that say all: those that do not follow from others, {@code from --> to}. */
  Set<String> arrows() {
    Set<String> arrows = new TreeSet<>();
    needs.forEach(
        (from, direct) ->
            direct.stream()
                .filter(to -> direct.stream().noneMatch(over -> reachable(over).contains(to)))
                .forEach(to -> arrows.add(from + " --> " + to)));
    return arrows;
  }

  private Set<String> reachable(String from) {
    Set<String> reachable = new HashSet<>();
    for (String to : needs.getOrDefault(from, Set.of())) {
      reachable.add(to);
      reachable.addAll(reachable(to));
    }
    return reachable;
  }

  private static Document parse(Path pom)
      throws IOException, ParserConfigurationException, SAXException {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
  }

  private static Element child(Element parent, String name) {
    return children(parent).stream()
        .filter(child -> child.getTagName().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(parent.getTagName() + " has no <" + name + ">"));
  }

  private static List<Element> children(Element parent) {
    Stream<Node> nodes =
        IntStream.range(0, parent.getChildNodes().getLength())
            .mapToObj(parent.getChildNodes()::item);
    return nodes.filter(Element.class::isInstance).map(Element.class::cast).toList();
  }
}
