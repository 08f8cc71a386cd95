/** Denoising score matching by exact minimisation. */
package io.scorestream.experiments.matching;
