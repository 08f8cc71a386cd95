/** The command that gives each role its access. */
@NullMarked
package io.scorestream.cli.access;

import org.jspecify.annotations.NullMarked;
