package io.scorestream.dashboard;

import io.scorestream.service.settings.ProcessSettings;
import io.scorestream.service.settings.SettingGroup;
import io.scorestream.service.settings.Settings;

/**
 * Settings of the dashboard as a service.
 *
 * @param process what every service's process is told
 */
public record DashboardSettings(ProcessSettings process) {

  /** Every setting of the dashboard. */
  public static final SettingGroup DECLARED = new SettingGroup(ProcessSettings.DECLARED);

  /** Port where none is given. */
  static final int PORT = 8088;

  /** Picks the dashboard's settings out of checked ones. */
  public static DashboardSettings of(Settings settings) {
    return new DashboardSettings(ProcessSettings.of(settings));
  }
}
