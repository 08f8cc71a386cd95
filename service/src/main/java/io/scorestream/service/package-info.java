/** What every service shares; knows nothing of any one of them. */
@NullMarked
package io.scorestream.service;

import org.jspecify.annotations.NullMarked;
