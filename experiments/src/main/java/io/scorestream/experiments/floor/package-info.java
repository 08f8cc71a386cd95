/** Wasserstein distances of finite samples: how large they are where the laws are the same. */
@NullMarked
package io.scorestream.experiments.floor;

import org.jspecify.annotations.NullMarked;
