/** Errors of score networks. Pure but for the networks themselves, which TensorFlow runs. */
package io.scorestream.evaluator.robust;
