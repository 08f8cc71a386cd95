/** The service that streams a source's samples to the samples topic. */
package io.scorestream.producer;
