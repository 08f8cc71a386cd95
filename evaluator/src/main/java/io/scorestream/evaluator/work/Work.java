package io.scorestream.evaluator.work;

import io.scorestream.events.RecordOffset;
import java.util.List;

/**
 * One evaluation: small enough that a run's are shared by all tasks, and described by places of
 * records, so that handing it round costs nothing.
 */
public sealed interface Work extends RunWork permits TimestepWork, DistanceWork {

  /** Where the records lie that it is about. */
  List<RecordOffset> records();

  /** Key of its record: what has one key is done by one task. */
  String key();

  /** By which a run's work is dealt out evenly: neighbours go to different partitions. */
  int number();
}
