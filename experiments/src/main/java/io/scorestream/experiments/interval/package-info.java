/** Whether intervals and verdicts on the robust error are as right as they say. */
@NullMarked
package io.scorestream.experiments.interval;

import org.jspecify.annotations.NullMarked;
