package io.scorestream.report.terminal;

import io.scorestream.events.ServiceActivity;
import org.jspecify.annotations.Nullable;

/** Activities that tests of views share. */
final class Activities {

  private Activities() {}

  static ServiceActivity waiting(String service) {
    return activity(service, "waiting", null, 0, 0, "", 0);
  }

  static ServiceActivity activity(
      String service,
      String phase,
      @Nullable Long milestone,
      long done,
      long total,
      String unit,
      double rate) {
    return ServiceActivity.newBuilder()
        .setService(service)
        .setInstance("one")
        .setPhase(phase)
        .setMilestone(milestone)
        .setDone(done)
        .setTotal(total)
        .setUnit(unit)
        .setRate(rate)
        .build();
  }
}
