/**
 * The networks of a run's milestones: put together of what its shards say, and read where they lie.
 */
@NullMarked
package io.scorestream.checkpoints;

import org.jspecify.annotations.NullMarked;
