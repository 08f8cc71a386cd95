/** The terminal that a person reads, and what it shows of lines that are wider. */
@NullMarked
package io.scorestream.service.terminal;

import org.jspecify.annotations.NullMarked;
