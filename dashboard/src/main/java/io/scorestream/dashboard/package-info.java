/**
 * The page on which people watch runs. It reads topics as anybody outside would, and is the same
 * wherever it is served: by a service of its own, by a quickstart, by an evaluator.
 */
@NullMarked
package io.scorestream.dashboard;

import org.jspecify.annotations.NullMarked;
