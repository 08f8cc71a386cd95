/** The documents of a checkout as web pages. */
@NullMarked
package io.scorestream.site;

import org.jspecify.annotations.NullMarked;
