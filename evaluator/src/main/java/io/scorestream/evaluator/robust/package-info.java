/** Errors of score networks. Pure but for the networks themselves, which TensorFlow runs. */
@NullMarked
package io.scorestream.evaluator.robust;

import org.jspecify.annotations.NullMarked;
