package io.scorestream.dashboard.board;

import io.scorestream.events.ServiceActivity;
import io.scorestream.topics.Keys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The processes that said what they do lately. Guarded by its owner. */
final class Services {

  /** One that says nothing for so long is not shown any more. */
  static final Duration SILENCE = Duration.ofSeconds(60);

  private final Map<String, SeenService> seen = new TreeMap<>();

  /** Takes what one says; returns whether it was not there before. */
  boolean add(ServiceActivity activity, Instant at) {
    String key = Keys.activity(activity.getService(), activity.getInstance());
    return seen.put(key, new SeenService(activity, at)) == null;
  }

  /** Lets go of those that are silent; returns them. */
  List<SeenService> silent(Instant now) {
    List<SeenService> silent = new ArrayList<>();
    seen.values()
        .removeIf(
            each -> {
              boolean gone = each.at().plus(SILENCE).isBefore(now);
              if (gone) {
                silent.add(each);
              }
              return gone;
            });
    return silent;
  }

  /** Those that are there, by service and instance. */
  List<SeenService> all() {
    return List.copyOf(seen.values());
  }
}
