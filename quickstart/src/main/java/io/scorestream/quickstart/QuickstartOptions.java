package io.scorestream.quickstart;

import io.scorestream.ingest.choice.TableChoice;
import io.scorestream.run.encoding.ScaleChoice;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the person who starts a quickstart chose; {@code null} where nothing was said.
 *
 * @param law known law
 * @param data file with samples
 * @param table how it is to be read
 * @param scale what divides its columns; {@code null} for what fits
 * @param dir where everything is kept
 * @param until largest milestone
 * @param timesteps N
 * @param seed of everything random
 * @param report where the report goes
 * @param exit whether to end after the largest milestone
 * @param port Kafka's port
 * @param quiet whether to print only the last lines
 */
record QuickstartOptions(
    @Nullable String law,
    @Nullable String data,
    TableChoice table,
    @Nullable ScaleChoice scale,
    @Nullable Path dir,
    @Nullable Long until,
    int timesteps,
    long seed,
    @Nullable Path report,
    boolean exit,
    @Nullable Integer port,
    boolean quiet) {}
