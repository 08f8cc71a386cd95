package io.scorestream.service.kafka;

import io.scorestream.service.settings.Setting;
import io.scorestream.service.settings.SettingType;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Records that an operator has named, for services to keep as dead letters and go on without,
 * whatever is wrong with them.
 *
 * @param places each as {@code topic/partition/offset}
 */
public record PassedOver(Set<String> places) {

  /** None. */
  public static final PassedOver NONE = new PassedOver(Set.of());

  /** The setting of every service that reads. */
  public static final Setting<Optional<PassedOver>> SETTING =
      Setting.of("pass.over", new SettingType<>("places", PassedOver::parse, PassedOver::toString))
          .optional(
              "Records that are kept on the dead-letters topic and gone on without, whatever is"
                  + " wrong with them: topic/partition/offset, several with commas. For one whose"
                  + " schema no registry has any more, say.");

  private static final Pattern PLACE = Pattern.compile("[a-zA-Z0-9._-]+/\\d{1,9}/\\d{1,18}");

  /** Keeps its own copy. */
  public PassedOver {
    places = Set.copyOf(places);
  }

  private static PassedOver parse(String text) {
    Set<String> places = new TreeSet<>();
    for (String place : text.split(",", -1)) {
      if (!PLACE.matcher(place.strip()).matches()) {
        throw new IllegalArgumentException(
            "topic/partition/offset, such as scorestream.samples.v1/0/42, with commas between");
      }
      places.add(place.strip());
    }
    return new PassedOver(places);
  }

  /** Whether a record is named. */
  boolean names(ConsumerRecord<?, ?> record) {
    return places.contains(place(record));
  }

  /** A record's place, as it is written here and as the key of its dead letter. */
  static String place(ConsumerRecord<?, ?> record) {
    return record.topic() + "/" + record.partition() + "/" + record.offset();
  }

  /** As the setting takes it. */
  @Override
  public String toString() {
    return String.join(",", new TreeSet<>(places));
  }
}
