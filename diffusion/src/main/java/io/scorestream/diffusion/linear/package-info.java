/** Factors of small matrices. */
@NullMarked
package io.scorestream.diffusion.linear;

import org.jspecify.annotations.NullMarked;
