/** Runs that are told to do something else, from the page. */
@NullMarked
package io.scorestream.dashboard.operate;

import org.jspecify.annotations.NullMarked;
