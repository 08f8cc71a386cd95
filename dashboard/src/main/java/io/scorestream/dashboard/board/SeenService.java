package io.scorestream.dashboard.board;

import io.scorestream.events.ServiceActivity;
import java.time.Instant;

/**
 * What a service said last.
 *
 * @param activity what it said
 * @param at when
 */
public record SeenService(ServiceActivity activity, Instant at) {}
