/** A service as a command: its settings as options, its end as an exit code. */
@NullMarked
package io.scorestream.service.command;

import org.jspecify.annotations.NullMarked;
