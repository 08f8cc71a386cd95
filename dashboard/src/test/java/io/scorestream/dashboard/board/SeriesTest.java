package io.scorestream.dashboard.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.events.Evidence;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesTest {

  private static Point point(long milestone, double value) {
    return new Point(milestone, value, Double.NaN, Double.NaN, 10, null, null);
  }

  private static Series of(LongStream milestones) {
    List<Point> points = milestones.mapToObj(m -> point(m, (double) m)).toList();
    Series series = Series.of(points.get(0), Evidence.EXACT);
    for (Point point : points.subList(1, points.size())) {
      series = series.with(point, Evidence.EXACT, Series.MOST);
    }
    return series;
  }

  private static List<Long> milestones(Series series) {
    return series.points().stream().map(Point::milestone).toList();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 127, 128, 129, 130, 255, 256, 257, 1000, 5001, 20_000})
  void thinning_keepsTheFirstAndTheNewest_andIsBounded(long count) {
    List<Long> kept = milestones(of(LongStream.rangeClosed(1, count)));

    assertThat(kept).hasSizeLessThanOrEqualTo(Series.MOST).isSorted().doesNotHaveDuplicates();
    assertThat(kept.get(0)).isEqualTo(1);
    assertThat(kept.get(kept.size() - 1)).isEqualTo(count);
    assertThat(kept).hasSizeGreaterThanOrEqualTo((int) Math.min(count, Series.MOST / 2));
  }

  @Test
  void keptPoints_areEvenlySpread_butForTheNewest() {
    List<Long> kept = milestones(of(LongStream.rangeClosed(1, 1000)));

    assertThat(kept.subList(0, kept.size() - 1))
        .isEqualTo(LongStream.iterate(1, m -> m + 8).limit(kept.size() - 1).boxed().toList());
  }

  @ParameterizedTest
  @ValueSource(longs = {17, 127, 128, 129, 200, 1000, 1013})
  void thinnedTo_fewerPoints_goesOnAsIfItNeverHadMore(long count) {
    Series few = of(LongStream.rangeClosed(1, count)).atMost(16);
    assertThat(milestones(few).get(0)).isEqualTo(1);
    assertThat(few.newest().milestone()).isEqualTo(count);

    for (long m = count + 1; m < 3000; m++) {
      few = few.with(point(m, (double) m), Evidence.EXACT, 16);
      assertThat(few.points()).hasSizeLessThanOrEqualTo(16);
      assertThat(few.newest().milestone()).isEqualTo(m);
    }
    List<Long> kept = milestones(few);
    assertThat(kept.subList(0, kept.size() - 1))
        .isEqualTo(LongStream.iterate(1, m -> m + 256).limit(kept.size() - 1).boxed().toList());
  }

  @Test
  void everyStep_keepsTheNewest() {
    Series series = Series.of(point(1, 1), Evidence.EXACT);
    for (long m = 2; m < 3000; m++) {
      series = series.with(point(m, (double) m), Evidence.EXACT, Series.MOST);
      assertThat(series.newest().milestone()).isEqualTo(m);
    }
  }

  @Test
  void secondNumberOfAMilestone_takesThePlaceOfTheFirst() {
    Series series = of(LongStream.of(256, 512)).with(point(256, 7), Evidence.PROXY, Series.MOST);

    assertThat(series.points()).extracting(Point::value).containsExactly(7.0, 512.0);
    assertThat(series.evidence()).as("of the newest").isEqualTo(Evidence.EXACT);
    assertThat(series.with(point(512, 8), Evidence.PROXY, Series.MOST).evidence())
        .isEqualTo(Evidence.PROXY);
  }

  @Test
  void numberThatComesLate_takesItsPlace_whereNothingWasThinned() {
    assertThat(milestones(of(LongStream.of(256, 1024, 512)))).containsExactly(256L, 512L, 1024L);
    Series thinned = of(LongStream.rangeClosed(1, 200));
    assertThat(milestones(thinned.with(point(2, 2), Evidence.EXACT, Series.MOST)))
        .isEqualTo(milestones(thinned));
  }
}
