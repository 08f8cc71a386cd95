/** Numbers to and from the bytes of events. */
package io.scorestream.events.codec;
