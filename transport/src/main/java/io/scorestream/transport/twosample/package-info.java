/** Whether a classifier can tell two sets of points apart. */
@NullMarked
package io.scorestream.transport.twosample;

import org.jspecify.annotations.NullMarked;
