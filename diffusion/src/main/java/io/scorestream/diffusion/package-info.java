/** What a score is to those who sample with it or measure it. */
@NullMarked
package io.scorestream.diffusion;

import org.jspecify.annotations.NullMarked;
