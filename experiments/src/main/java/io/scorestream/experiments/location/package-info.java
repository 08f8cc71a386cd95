/** Learning a location: rates and how they depend on the time. */
package io.scorestream.experiments.location;
