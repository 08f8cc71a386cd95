/** What each service may do in a cluster that asks. */
@NullMarked
package io.scorestream.service.access;

import org.jspecify.annotations.NullMarked;
