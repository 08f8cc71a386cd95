package io.scorestream.evaluator.work;

import io.scorestream.events.RecordOffset;
import java.util.List;

/**
 * One evaluation: small enough that a run's are shared by all tasks, and described by places of
 * records, so that handing it round costs nothing.
 */
public sealed interface Work permits TimestepWork, DistanceWork {

  /** Run id. */
  String run();

  /** How often the run had been deleted when this was made. */
  int incarnation();

  /** m. */
  long milestone();

  /** When the milestone was reached, in milliseconds since 1970; what is older is done first. */
  long reached();

  /** Where the records lie that it is about. */
  List<RecordOffset> records();

  /** Work of one run and line is done in the order of its milestones, one after the other. */
  String line();

  /** Key of its record: what has one key is done by one task. */
  String key();

  /** By which a run's work is dealt out evenly: neighbours go to different partitions. */
  int number();
}
