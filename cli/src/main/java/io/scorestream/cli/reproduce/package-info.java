/** The command that runs the experiments of the paper. */
package io.scorestream.cli.reproduce;
