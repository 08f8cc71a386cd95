/** What is known of samples, in a file or on the samples topic. */
@NullMarked
package io.scorestream.cli.samples;

import org.jspecify.annotations.NullMarked;
