/** The roles of people and programs outside, who work with a deployment's topics. */
@NullMarked
package io.scorestream.control.access;

import org.jspecify.annotations.NullMarked;
