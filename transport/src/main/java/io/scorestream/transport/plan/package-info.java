/** Plans that carry one set of points to another at least cost: exact and entropic. */
package io.scorestream.transport.plan;
