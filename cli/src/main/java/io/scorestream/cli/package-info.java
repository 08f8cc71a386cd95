/** The {@code scorestream} command and its subcommands. */
@NullMarked
package io.scorestream.cli;

import org.jspecify.annotations.NullMarked;
