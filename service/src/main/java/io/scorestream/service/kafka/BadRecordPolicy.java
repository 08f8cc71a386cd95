package io.scorestream.service.kafka;

import io.scorestream.service.settings.Setting;
import io.scorestream.service.settings.SettingType;

/** What a record that cannot be used leads to, once it is kept as a dead letter. */
public enum BadRecordPolicy {
  /** The service ends. Nothing is lost: it goes on from that record when it is started again. */
  FAIL,
  /** What the record says is lost to the service, which goes on with those after it. */
  SKIP;

  /** The setting of every service that reads. */
  public static final Setting<BadRecordPolicy> SETTING =
      Setting.of("on.bad.record", SettingType.choice(BadRecordPolicy.class))
          .otherwise(
              FAIL,
              "What a record that cannot be used leads to, once it is kept on the dead-letters"
                  + " topic: fail ends the service, skip goes on without the record.");
}
