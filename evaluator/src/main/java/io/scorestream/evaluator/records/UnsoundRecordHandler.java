package io.scorestream.evaluator.records;

import static java.util.Objects.requireNonNull;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.BadRecords;
import java.util.Map;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;

/** Gives records whose events are not sound to {@link BadRecords}; any other failure is fatal. */
public final class UnsoundRecordHandler implements ProcessingExceptionHandler {

  private BadRecords badRecords;

  @Override
  public void configure(Map<String, ?> configs) {
    badRecords = (BadRecords) requireNonNull(configs.get(UnreadableRecordHandler.BAD_RECORDS));
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
    if (!(exception instanceof ScorestreamException why) || why.reason() != Reason.BAD_DATA) {
      return Response.fail();
    }
    if (isNoEvent(context)) {
      badRecords.passOver(why);
    } else {
      badRecords.refuse(
          UnreadableRecordHandler.record(
              context.topic(),
              context.partition(),
              context.offset(),
              context.headers(),
              context.sourceRawKey(),
              context.sourceRawValue()),
          why);
    }
    return Response.resume();
  }

  /** Work is the evaluator's own: what it is about was kept where it was read. */
  private boolean isNoEvent(ErrorHandlerContext context) {
    return context.topic() == null
        || context.sourceRawValue() == null
        || badRecords.clients().topics().all().stream()
            .noneMatch(topic -> topic.name().equals(context.topic()));
  }
}
