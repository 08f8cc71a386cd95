/** What services publish, as it comes. */
@NullMarked
package io.scorestream.control.watch;

import org.jspecify.annotations.NullMarked;
