/** The page's own files, as they are built. */
@NullMarked
package io.scorestream.dashboard.page;

import org.jspecify.annotations.NullMarked;
