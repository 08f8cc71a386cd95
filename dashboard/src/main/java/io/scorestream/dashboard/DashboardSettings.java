package io.scorestream.dashboard;

import io.scorestream.dashboard.draw.Sampler;
import io.scorestream.service.settings.Constraint;
import io.scorestream.service.settings.HttpSettings;
import io.scorestream.service.settings.ProcessSettings;
import io.scorestream.service.settings.Setting;
import io.scorestream.service.settings.SettingGroup;
import io.scorestream.service.settings.SettingType;
import io.scorestream.service.settings.Settings;
import java.util.Optional;

/**
 * Settings of the dashboard as a service.
 *
 * @param process what every service's process is told
 * @param token what is asked for below {@code /api/}, here and by samplers
 * @param samplerUrl of a sampler that makes samples; empty for none
 */
public record DashboardSettings(
    ProcessSettings process, Optional<String> token, Optional<String> samplerUrl) {

  /** Every setting of the dashboard. */
  public static final SettingGroup DECLARED = new SettingGroup(ProcessSettings.DECLARED);

  /** Port where none is given. */
  static final int PORT = 8088;

  private static final Setting<Optional<String>> SAMPLER_URL =
      DECLARED.add(
          Setting.of("sampler.url", SettingType.TEXT)
              .where(
                  new Constraint<>(
                      text -> text.matches("https?://[^@\\s?#]+"),
                      "http://host:port without a user"))
              .optional(
                  "Address of a sampler that answers HTTP, which draws samples and paths for the"
                      + " page; asked with http.token where there is one. Without it, the page"
                      + " shows what was drawn at milestones."));

  /** Picks the dashboard's settings out of checked ones. */
  public static DashboardSettings of(Settings settings) {
    return new DashboardSettings(
        ProcessSettings.of(settings), HttpSettings.of(settings).token(), settings.get(SAMPLER_URL));
  }

  /** What it can do by these settings. */
  DashboardParts parts() {
    return new DashboardParts(samplerUrl.map(url -> new Sampler(url, token)), token.isPresent());
  }

  /** Nothing secret. */
  @Override
  public String toString() {
    return process + ", sampler " + samplerUrl;
  }
}
