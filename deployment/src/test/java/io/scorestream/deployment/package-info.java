/**
 * Images and compose files, as far as they can be tested without Docker. Not marked: YAML has no
 * types, and a key that is not there is to fail a test where it is read.
 */
@NullUnmarked
package io.scorestream.deployment;

import org.jspecify.annotations.NullUnmarked;
