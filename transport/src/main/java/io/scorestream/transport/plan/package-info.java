/** Plans that carry one set of points to another at least cost: exact and entropic. */
@NullMarked
package io.scorestream.transport.plan;

import org.jspecify.annotations.NullMarked;
