/** What services that compute with networks share, and those that do not can do without. */
@NullMarked
package io.scorestream.compute;

import org.jspecify.annotations.NullMarked;
