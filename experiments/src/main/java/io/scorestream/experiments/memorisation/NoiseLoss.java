package io.scorestream.experiments.memorisation;

import org.ejml.data.DMatrixRMaj;

/**
 * The loss of denoising score matching as a function of the weights θ of given features, {@code
 * E|θᵀφ + z|² / d = (tr θᵀUθ + 2 tr θᵀV)/d + 1}, where {@code θᵀφ(x + σz)} predicts {@code −z}.
 *
 * @param second {@code U = E φφᵀ}, {@code [p, p]}
 * @param cross {@code V = E φzᵀ}, {@code [p, d]}
 */
record NoiseLoss(DMatrixRMaj second, DMatrixRMaj cross) {}
