/** Samples and paths that are made when somebody asks for them, by a sampler. */
@NullMarked
package io.scorestream.dashboard.draw;

import org.jspecify.annotations.NullMarked;
