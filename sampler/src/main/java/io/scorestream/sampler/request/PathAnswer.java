package io.scorestream.sampler.request;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.scorestream.events.ImageShape;
import io.scorestream.events.RunSpec;
import io.scorestream.export.table.SampleColumn;
import io.scorestream.rows.Rows;
import io.scorestream.run.ConditionChoice;
import io.scorestream.sampler.draw.DrawRequest;
import io.scorestream.sampler.draw.DrawnPath;
import io.scorestream.sampler.draw.PathFrame;
import io.scorestream.sampler.draw.PathRequest;
import io.scorestream.service.http.Query;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Questions for paths, and their answers as the description has them. */
final class PathAnswer {

  private static final JsonFactory JSON = new JsonFactory();
  private static final int USUAL_SAMPLES = 256;
  private static final int USUAL_FRAMES = 24;

  private PathAnswer() {}

  /**
   * Reads a question.
   *
   * @param query what follows the question mark, encoded; {@code null} for nothing
   * @throws Query.BadQueryException where it is none
   */
  static PathRequest read(String run, @Nullable String query, RequestLimits limits) {
    Query asked = Query.of(query, List.of("milestone", "n", "frames", "seed", "steps", "update"));
    Long milestone = asked.whole("milestone");
    int frames = asked.count("frames", PathRequest.MOST_FRAMES).orElse(USUAL_FRAMES);
    if (frames < 2) {
      throw new Query.BadQueryException(
          "frames is 1, which is not in 2.." + PathRequest.MOST_FRAMES);
    }
    return new PathRequest(
        new DrawRequest(
            run,
            milestone == null ? OptionalLong.empty() : OptionalLong.of(milestone),
            asked.count("n", PathRequest.MOST_SAMPLES).orElse(USUAL_SAMPLES),
            limits.seed(asked.whole("seed")),
            RequestedSteps.read(asked.text("update").orElse(null), asked.whole("steps")),
            ConditionChoice.USUAL),
        frames);
  }

  /** Writes it: numbers as samples in JSON have them, categories by their numbers. */
  static void write(DrawnPath path, OutputStream out) throws IOException {
    RunSpec run = path.source().state().run().spec();
    List<SampleColumn> columns = SampleColumn.of(run.getColumns(), run.getDimension());
    try (JsonGenerator json = JSON.createGenerator(out, JsonEncoding.UTF8)) {
      json.writeStartObject();
      json.writeNumberField("milestone", path.source().milestone());
      json.writeArrayFieldStart("columns");
      for (SampleColumn column : columns) {
        json.writeString(column.name());
      }
      json.writeEndArray();
      writeImage(run.getImage(), json);
      json.writeArrayFieldStart("timesteps");
      for (PathFrame frame : path.frames()) {
        json.writeNumber(frame.timestep());
      }
      json.writeEndArray();
      json.writeArrayFieldStart("frames");
      for (PathFrame frame : path.frames()) {
        writeFrame(frame.points(), columns, json);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static void writeImage(@Nullable ImageShape image, JsonGenerator json)
      throws IOException {
    if (image == null) {
      json.writeNullField("image");
    } else {
      json.writeObjectFieldStart("image");
      json.writeNumberField("height", image.getHeight());
      json.writeNumberField("width", image.getWidth());
      json.writeNumberField("channels", image.getChannels());
      json.writeNumberField("first", image.getFirst());
      json.writeEndObject();
    }
  }

  private static void writeFrame(Rows points, List<SampleColumn> columns, JsonGenerator json)
      throws IOException {
    json.writeStartArray();
    for (int row = 0; row < points.count(); row++) {
      json.writeStartArray();
      for (int j = 0; j < columns.size(); j++) {
        json.writeNumber(columns.get(j).jsonNumber(points.at(row, j)));
      }
      json.writeEndArray();
    }
    json.writeEndArray();
  }
}
