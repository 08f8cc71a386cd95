package io.scorestream.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteTest {

  @TempDir private Path folder;
  private Path checkout;

  @BeforeEach
  void write() throws IOException {
    checkout = folder.resolve("checkout");
    for (List<Path> group : Navigation.GROUPS.values()) {
      for (Path path : group) {
        write(path.toString(), "# Page " + path + "\n\n## A place\n");
      }
    }
  }

  @Test
  void link_leadsFromPageToPage() throws IOException {
    write("docs/data.md", "# Data\n\n[why](adr/0001-why.md#context), [above](../README.md)\n");
    write("docs/adr/0001-why.md", "# 1. Why\n\n## Context\n\n[data](../data.md)\n");

    Site.write(checkout, folder.resolve("pages"));

    assertThat(page("data.html"))
        .contains("<a href=\"adr/0001-why.html#context\">why</a>")
        .contains("<a href=\"index.html\">above</a>")
        .contains("<title>Data · Scorestream</title>")
        .contains("href=\"site.css\"")
        .contains("<a href=\"data.html\" aria-current=\"page\">Data</a>");
    assertThat(page("adr/0001-why.html"))
        .contains("<a href=\"../data.html\">data</a>")
        .contains("href=\"../site.css\"");
  }

  @Test
  void fileThatIsLinkedTo_isCopied() throws IOException {
    write("docs/images/a.png", "not looked into");
    write("LICENSE", "free");
    write("README.md", "# Scorestream\n\n![a](docs/images/a.png) [free](LICENSE)\n");

    Site.write(checkout, folder.resolve("pages"));

    assertThat(page("index.html")).contains("src=\"images/a.png\"").contains("href=\"LICENSE\"");
    assertThat(page("images/a.png")).isEqualTo("not looked into");
    assertThat(page("LICENSE")).isEqualTo("free");
  }

  @Test
  void linksThatLeadNowhere_areNamed() throws IOException {
    write("docs/data.md", "# Data\n\n[a](gone.md) [b](runs.md#gone) [c](runs.md#a-place)\n");

    assertThatThrownBy(() -> Site.write(checkout, folder.resolve("pages")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "docs/data.md links to gone.md, which is not there\n"
                + "docs/data.md links to runs.md#gone, but docs/runs.md has no such place");
  }

  @Test
  void documentThatNavigationLacks_isNamed() throws IOException {
    write("docs/new.md", "# New\n");

    assertThatThrownBy(() -> Site.write(checkout, folder.resolve("pages")))
        .hasMessage("docs/new.md is in no group of the navigation");
  }

  private void write(String path, String text) throws IOException {
    Path file = checkout.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private String page(String path) throws IOException {
    return Files.readString(folder.resolve("pages").resolve(path));
  }
}
