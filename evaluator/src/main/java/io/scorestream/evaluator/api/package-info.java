/**
 * The evaluator's HTTP API: a pure function from a path to JSON, over what the topology's stores
 * hold. {@code openapi.json} describes it, and a test holds that true.
 */
@NullMarked
package io.scorestream.evaluator.api;

import org.jspecify.annotations.NullMarked;
