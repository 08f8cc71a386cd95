/**
 * Settings as typed constants: declared, read from environment, file and options, checked all at
 * once.
 */
@NullMarked
package io.scorestream.service.settings;

import org.jspecify.annotations.NullMarked;
