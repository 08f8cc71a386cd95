package io.scorestream.service.kafka;

import io.scorestream.service.settings.Setting;
import io.scorestream.service.settings.SettingType;

/** What a record that cannot be used leads to, once it is kept as a dead letter. */
public enum BadRecordPolicy {
  /**
   * The service ends; a trainer goes on with the runs that do not need the record, and the others
   * have failed. Nothing is lost: it goes on from that record when it is started again, or they are
   * resumed.
   */
  FAIL,
  /** What the record says is lost to the service, which goes on with those after it. */
  SKIP;

  /** The setting of every service that reads. */
  public static final Setting<BadRecordPolicy> SETTING =
      Setting.of("on.bad.record", SettingType.choice(BadRecordPolicy.class))
          .otherwise(
              FAIL,
              "What a record that cannot be used leads to, once it is kept on the dead-letters"
                  + " topic: fail ends the service, or lets the runs fail that a trainer needs it for; skip"
                  + " goes on without the record.");
}
