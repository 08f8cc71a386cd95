package io.scorestream.service.ownership;

/**
 * A piece of work that one process at a time is to do.
 *
 * @param id names it among all work of the service
 * @param partition of the group's topic, which stands for it: who is given that may do it
 */
public record Claim(String id, int partition) {}
