/** Draws samples from the networks of milestones, in turns where many ask. */
@NullMarked
package io.scorestream.sampler.draw;

import org.jspecify.annotations.NullMarked;
