package io.scorestream.cli.listing;

import io.scorestream.service.settings.Importance;
import io.scorestream.service.settings.Setting;
import io.scorestream.service.settings.SettingType;

/** Settings of commands that list things, and of those that do something with what is listed. */
public final class Listings {

  private Listings() {}

  /** Which run. */
  public static Setting<String> run() {
    return Setting.of("run", SettingType.TEXT).importance(Importance.HIGH).required("Run id.");
  }

  /** Whether programs read the list. */
  public static Setting<Boolean> json() {
    return Setting.of("json", SettingType.BOOLEAN)
        .otherwise(false, "Whether it is written as JSON, for programs.");
  }

  /** Whether nothing is done yet. */
  public static Setting<Boolean> dryRun() {
    return Setting.of("dry.run", SettingType.BOOLEAN)
        .otherwise(false, "Whether it is only said what would be done.");
  }
}
