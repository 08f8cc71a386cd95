package io.scorestream.dashboard.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page in one file, with all that it shows: it asks nobody, and its policy lets it run nothing
 * but its own script. Pure functions of the page's files.
 */
public final class ReportPage {

  private static final Pattern TITLE = Pattern.compile("<title>[^<]*</title>");
  private static final Pattern ICON = Pattern.compile("<link[^>]*href=\"page/icon.svg\"[^>]*>");
  private static final Pattern STYLE = Pattern.compile("<link[^>]*href=\"page/app.css\"[^>]*>");
  private static final Pattern SCRIPT =
      Pattern.compile("<script[^>]*src=\"page/app.js\"[^>]*></script>");
  private static final Pattern WITHOUT = Pattern.compile("<noscript>[^<]*</noscript>");

  private ReportPage() {}

  /**
   * Puts it together.
   *
   * @param title plain text
   * @param recorded JSON that the page shows; whatever its texts say, they stay texts
   */
  public static String html(String title, String recorded) {
    String style = read("app.css");
    String icon =
        "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(bytes("icon.svg"));
    String script = read("app.js").replace("\"page/icon.svg\"", "\"" + icon + "\"");
    String policy =
        ("default-src 'none'; script-src '%s'; style-src '%s'; img-src data: blob:;"
                + " base-uri 'none'; form-action 'none'")
            .formatted(hash(script), hash(style));
    String page = read("index.html");
    page =
        with(
            page,
            TITLE,
            "<meta http-equiv=\"Content-Security-Policy\" content=\"%s\">\n    <title>%s</title>"
                .formatted(policy, escaped(title)));
    page = with(page, ICON, "<link rel=\"icon\" href=\"" + icon + "\">");
    page = with(page, STYLE, "<style>" + style + "</style>");
    page =
        with(
            page,
            SCRIPT,
            "<script type=\"application/json\" id=\"board\">"
                + unbreakable(recorded)
                + "</script>\n    <script type=\"module\">"
                + script
                + "</script>");
    return with(
        page,
        WITHOUT,
        "<noscript>This report needs JavaScript; summary.md beside it has the numbers."
            + "</noscript>");
  }

  /** In JSON a less-than sign is in texts alone, and may be written so that no tag begins there. */
  private static String unbreakable(String json) {
    return json.replace("<", "\\u003c");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String with(String page, Pattern what, String by) {
    Matcher found = what.matcher(page);
    if (!found.find()) {
      throw new IllegalStateException("the page has nothing like " + what);
    }
    return page.substring(0, found.start()) + by + page.substring(found.end());
  }

  private static String hash(String text) {
    return "sha256-" + Base64.getEncoder().encodeToString(StaticFile.sha256(text.getBytes(UTF_8)));
  }

  private static String read(String name) {
    return new String(bytes(name), UTF_8);
  }

  private static byte[] bytes(String name) {
    try (InputStream file = ReportPage.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("the page's " + name + " is not in the class path");
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read", e);
    }
  }
}
