package io.scorestream.evaluator.api;

import io.scorestream.evaluator.api.Lookup.Elsewhere;
import io.scorestream.evaluator.api.Lookup.Here;
import io.scorestream.evaluator.api.Lookup.Moving;
import io.scorestream.evaluator.stream.StoreSlice;
import io.scorestream.events.Forecast;
import io.scorestream.events.Metric;
import io.scorestream.run.RunState;
import java.util.List;
import java.util.Optional;

/** An archive that holds what it is given, of any run. */
record FixedArchive(
    List<RunState> states,
    Lookup<List<Metric>> errors,
    Lookup<List<Metric>> distances,
    Lookup<List<Forecast>> forecasts)
    implements Archive {

  @Override
  public Lookup<List<RunState>> runs() {
    return new Here<>(states);
  }

  @Override
  public Lookup<StoreSlice<Metric>> errors(RunState run, Page page) {
    return sliced(errors, page);
  }

  @Override
  public Lookup<StoreSlice<Metric>> distances(RunState run, Page page) {
    return sliced(distances, page);
  }

  @Override
  public Lookup<StoreSlice<Forecast>> forecasts(RunState run, Page page) {
    return sliced(forecasts, page);
  }

  /** Keys are places in the list. */
  private static <V> Lookup<StoreSlice<V>> sliced(Lookup<List<V>> all, Page page) {
    if (all instanceof Here<List<V>> here) {
      int from = page.after().isEmpty() ? 0 : Integer.parseInt(page.after());
      int to = (int) Math.min((long) from + page.limit(), here.value().size());
      boolean isLast = to == here.value().size();
      return new Here<>(
          new StoreSlice<>(
              here.value().subList(from, to),
              isLast ? Optional.empty() : Optional.of(String.valueOf(to))));
    }
    return all instanceof Elsewhere<List<V>> other ? new Elsewhere<>(other.host()) : new Moving<>();
  }
}
