/** The log in a file. */
@NullMarked
package io.scorestream.service.logging;

import org.jspecify.annotations.NullMarked;
