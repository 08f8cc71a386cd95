package io.scorestream.dashboard.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.scorestream.fixtures.Described;
import io.scorestream.service.http.Json;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReportPageTest {

  private static final Pattern DATA =
      Pattern.compile("(?s)<script type=\"application/json\" id=\"board\">(.*?)</script>");

  @Test
  void data_isWhatWasRecorded_whateverItsTextsSay() {
    String evil = "</script><script>alert(1)</script><!-- <SCRIPT ]]> & \u2028 'x";
    String recorded = Json.text(List.of(evil));
    String page = ReportPage.html("</title><script>alert(2)</script>", recorded);

    JsonNode read = Described.read(found(page, DATA));
    assertThat(read.get(0).asText()).isEqualTo(evil);
    assertThat(page.contains("<script>alert")).isFalse();
    assertThat(page.contains("<!-- <SCRIPT")).isFalse();
    assertThat(page.split("<script", -1)).as("data and script alone").hasSize(3);
  }

  @Test
  void page_isWhole_andMayRunItsOwnScriptAlone() throws Exception {
    String page = ReportPage.html("r", "{}");
    for (String elsewhere :
        List.of("page/app.js", "page/app.css", "page/icon.svg", "api/board, in")) {
      assertThat(page.contains(elsewhere)).as(elsewhere).isFalse();
    }
    String policy = found(page, Pattern.compile("Content-Security-Policy\" content=\"([^\"]*)\""));
    assertThat(policy)
        .contains("default-src 'none'")
        .doesNotContain("unsafe", "'self'")
        .contains("script-src '" + hash(found(page, "script type=\"module\"", "script")) + "'")
        .contains("style-src '" + hash(found(page, "style", "style")) + "'");
    assertThat(page.indexOf("charset")).isLessThan(1024).isLessThan(page.indexOf("Content-Sec"));
    assertThat(page.indexOf("Content-Security-Policy")).isLessThan(page.indexOf("<style"));
  }

  /** The browser would end the script, or the style, there. */
  @Test
  void filesOfThePage_canStandInsideIt() {
    String page = ReportPage.html("r", "{}");
    assertThat(page.split("(?i)</script", -1)).hasSize(3);
    assertThat(page.split("(?i)</style", -1)).hasSize(2);
    assertThat(page.contains("<!--")).isFalse();
    assertThat(page.contains("\r")).isFalse();
  }

  private static String found(String page, String opened, String closed) {
    return found(page, Pattern.compile("(?s)<" + opened + ">(.*?)</" + closed + ">"));
  }

  private static String found(String page, Pattern what) {
    Matcher matcher = what.matcher(page);
    assertThat(matcher.find()).as("%s", what).isTrue();
    return matcher.group(1);
  }

  private static String hash(String text) throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    return "sha256-" + Base64.getEncoder().encodeToString(hash);
  }
}
