/** What may depend on what. */
@NullMarked
package io.scorestream.architecture;

import org.jspecify.annotations.NullMarked;
