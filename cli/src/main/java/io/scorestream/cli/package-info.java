/** The {@code scorestream} command and its subcommands. */
package io.scorestream.cli;
