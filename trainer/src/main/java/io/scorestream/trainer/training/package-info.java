/**
 * What happens between two milestones: which samples count, how many steps are taken at which rate,
 * and what came of them. Knows nothing of Kafka.
 */
@NullMarked
package io.scorestream.trainer.training;

import org.jspecify.annotations.NullMarked;
