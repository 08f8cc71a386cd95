/** What a process is at, told to everybody on a topic. */
@NullMarked
package io.scorestream.service.activity;

import org.jspecify.annotations.NullMarked;
