/** The sampler: generates samples with the networks of every milestone that is complete. */
package io.scorestream.sampler;
