/** Denoising score matching by exact minimisation. */
@NullMarked
package io.scorestream.experiments.matching;

import org.jspecify.annotations.NullMarked;
