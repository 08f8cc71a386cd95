/** The ledger of a deployment, for people and for programs. */
@NullMarked
package io.scorestream.cli.verify;

import org.jspecify.annotations.NullMarked;
