/** Whether intervals and verdicts on the robust error are as right as they say. */
package io.scorestream.experiments.interval;
