package io.scorestream.service.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The settings of one service or command. Filled by the static initialisers of the class that
 * declares them, each constant as it is made, so that there is no second list; read-only after.
 */
public final class SettingGroup {

  private final TreeMap<String, Setting<?>> settings = new TreeMap<>();

  /**
   * @param parts groups whose settings are this one's too
   */
  public SettingGroup(SettingGroup... parts) {
    for (SettingGroup part : parts) {
      part.settings.values().forEach(this::add);
    }
  }

  /**
   * Takes a setting in, and returns it.
   *
   * @throws IllegalArgumentException when another one has its name
   */
  public <T> Setting<T> add(Setting<T> setting) {
    Setting<?> other = settings.putIfAbsent(setting.name(), setting);
    if (other != null && !other.equals(setting)) {
      throw new IllegalArgumentException("setting " + setting.name() + " is declared twice");
    }
    return setting;
  }

  /** All settings, the most important first, and by name among their like. */
  public List<Setting<?>> all() {
    return settings.values().stream()
        .sorted(Comparator.<Setting<?>, Importance>comparing(Setting::importance))
        .toList();
  }

  /** Those of its settings that another group does not have. */
  public SettingGroup besides(SettingGroup other) {
    SettingGroup rest = new SettingGroup();
    settings.values().stream()
        .filter(setting -> !other.settings.containsKey(setting.name()))
        .forEach(rest::add);
    return rest;
  }

  /** The setting of a name. */
  public Optional<Setting<?>> find(String name) {
    return Optional.ofNullable(settings.get(name));
  }

  /** The names, sorted. */
  public Collection<String> names() {
    return settings.keySet();
  }
}
