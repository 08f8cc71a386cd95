/** The command that runs the experiments of the paper. */
@NullMarked
package io.scorestream.cli.reproduce;

import org.jspecify.annotations.NullMarked;
