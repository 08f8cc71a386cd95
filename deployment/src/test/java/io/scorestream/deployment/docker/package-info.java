/**
 * The pipeline in containers. Not marked: YAML has no types, and a key that is not there is to fail
 * a test where it is read.
 */
@NullUnmarked
package io.scorestream.deployment.docker;

import org.jspecify.annotations.NullUnmarked;
