/** Wasserstein distances of finite samples: how large they are where the laws are the same. */
package io.scorestream.experiments.floor;
