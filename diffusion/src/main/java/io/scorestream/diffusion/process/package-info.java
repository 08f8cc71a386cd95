/** The forward process, and the seeds of every draw. */
@NullMarked
package io.scorestream.diffusion.process;

import org.jspecify.annotations.NullMarked;
