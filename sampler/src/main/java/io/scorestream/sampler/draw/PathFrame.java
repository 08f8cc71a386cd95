package io.scorestream.sampler.draw;

import io.scorestream.rows.Rows;

/**
 * Points on their way back from noise.
 *
 * @param timestep k before whose step they are there; 0 for what comes of all steps
 * @param points {@code [n, d]}, as samples travel
 */
public record PathFrame(int timestep, Rows points) {}
