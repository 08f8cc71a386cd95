package io.scorestream.service.settings;

/** How soon a person meets a setting: reference pages and {@code --help} begin with the first. */
public enum Importance {
  /** What hardly any deployment does without. */
  HIGH,
  /** What fits a service to its work and its machine. */
  MEDIUM,
  /** What few ever touch. */
  LOW
}
