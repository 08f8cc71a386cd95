/**
 * What the trainer reads: run specifications, and the samples that they name. One thread reads and
 * writes it all to the cache, and never waits for training; another asks what there is.
 */
@NullMarked
package io.scorestream.trainer.ingest;

import org.jspecify.annotations.NullMarked;
