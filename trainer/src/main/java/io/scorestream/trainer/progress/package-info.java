/**
 * The log of a run's milestones in Kafka: written in transactions, one for each milestone, and read
 * back to go on where it ends.
 */
@NullMarked
package io.scorestream.trainer.progress;

import org.jspecify.annotations.NullMarked;
