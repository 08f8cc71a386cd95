/** Samples to look at: those that samplers made of milestones, and the data's own. */
@NullMarked
package io.scorestream.dashboard.samples;

import org.jspecify.annotations.NullMarked;
