package io.scorestream.experiments.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.diffusion.process.Seeds;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

class RidgeRegressionTest {

  @Test
  void solve_inBlocks_isTheRidgeSolutionOfAllRows() {
    DMatrixRMaj first = new DMatrixRMaj(new double[][] {{1, 0}, {0, 2}});
    DMatrixRMaj second = new DMatrixRMaj(new double[][] {{1, 1}});
    RidgeRegression regression = new RidgeRegression(2, 1);
    regression.add(first, new DMatrixRMaj(new double[][] {{3}, {1}}));
    regression.add(second, new DMatrixRMaj(new double[][] {{2}}));

    DMatrixRMaj theta = regression.solve(0.5);

    // (ΦᵀΦ + λI)θ = ΦᵀY with ΦᵀΦ = [2 1; 1 5] and ΦᵀY = [5; 4]
    assertThat(2.5 * theta.get(0) + theta.get(1)).isCloseTo(5, within(1e-12));
    assertThat(theta.get(0) + 5.5 * theta.get(1)).isCloseTo(4, within(1e-12));
  }

  /** The mean product of features is the Gaussian kernel. */
  @Test
  void features_meanProduct_isTheGaussianKernel() {
    RandomGenerator rng = Seeds.generator(1);
    FourierFeatures features = new FourierFeatures(2, 200_000, 0.5, rng);
    DMatrixRMaj two = features.of(new double[] {0.1, 0.2, 0.4, -0.1});
    DMatrixRMaj products = new DMatrixRMaj(2, 2);
    CommonOps_DDRM.multOuter(two, products);

    assertThat(products.get(0, 0) / 200_000).isCloseTo(1, within(0.01));
    double kernel = Math.exp(-(0.09 + 0.09) / (2 * 0.25));
    assertThat(products.get(0, 1) / 200_000).isCloseTo(kernel, within(0.01));
  }
}
