package io.scorestream.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.events.Evidence;
import io.scorestream.events.Metric;
import io.scorestream.events.Verdict;
import org.junit.jupiter.api.Test;

class MetricLineTest {

  private static final String TOPIC = "scorestream.metrics-robust-error.v1";

  @Test
  void json_ofATimestep_hasAllFieldsInOrder() {
    Metric metric = timestepMetric().setLow(0.25).setHigh(0.75).setEvidence(Evidence.EXACT).build();

    assertThat(new MetricLine(TOPIC, metric).json())
        .isEqualTo(
            "{\"topic\":\"scorestream.metrics-robust-error.v1\",\"run\":\"mixture-n50-s1\","
                + "\"milestone\":512,\"timestep\":7,\"time\":0.0625,\"metric\":\"robust_error\","
                + "\"delta\":0.05,\"value\":0.5,\"low\":0.25,\"high\":0.75,\"n\":10000,"
                + "\"evidence\":\"exact\"}");
  }

  @Test
  void json_ofAVerdict_saysOnWhichTarget() {
    Metric metric = timestepMetric().setEpsilon(0.1).setVerdict(Verdict.UNDECIDED).build();

    assertThat(new MetricLine("t", metric).json())
        .endsWith("\"evidence\":\"exact\",\"epsilon\":0.1,\"verdict\":\"undecided\"}");
    assertThat(new MetricLine("t", metric).csv()).endsWith(",10000,exact,0.1,undecided,");
  }

  @Test
  void json_ofAWholeMilestone_leavesOutTimestepTimeAndDelta() {
    Metric metric = wholeMetric().setEvidence(Evidence.UNBIASED_DIFFERENCE).build();

    assertThat(new MetricLine("t", metric).json())
        .isEqualTo(
            "{\"topic\":\"t\",\"run\":\"r\",\"milestone\":256,\"metric\":\"sliced_w2\","
                + "\"value\":0.125,\"low\":null,\"high\":null,\"n\":4096,"
                + "\"evidence\":\"unbiased-difference\"}");
  }

  @Test
  void json_ofNumbersThatAreNotFinite_hasNulls() {
    Metric metric =
        wholeMetric()
            .setValue(Double.NaN)
            .setLow(Double.NEGATIVE_INFINITY)
            .setHigh(Double.POSITIVE_INFINITY)
            .build();

    assertThat(new MetricLine("t", metric).json())
        .contains("\"value\":null,\"low\":null,\"high\":null");
  }

  @Test
  void line_ofAShard_saysWhich() {
    Metric metric = wholeMetric().setShard(2).setMetric("training_seconds").build();

    assertThat(new MetricLine("t", metric).json())
        .startsWith("{\"topic\":\"t\",\"run\":\"r\",\"milestone\":256,\"shard\":2,\"metric\"");
    assertThat(new MetricLine("t", metric).csv()).startsWith("t,r,256,,,2,,training_seconds,,");
  }

  @Test
  void csv_ofATimestep_hasTheColumnsOfTheHeader() {
    Metric metric = timestepMetric().setLow(0.25).setHigh(Double.POSITIVE_INFINITY).build();

    assertThat(MetricLine.CSV_HEADER)
        .isEqualTo(
            "topic,run,milestone,timestep,time,shard,column,metric,delta,value,low,high,n,evidence,"
                + "epsilon,"
                + "verdict,left_out");
    assertThat(new MetricLine(TOPIC, metric).csv())
        .isEqualTo(
            "scorestream.metrics-robust-error.v1,mixture-n50-s1,512,7,0.0625,,,robust_error,0.05,"
                + "0.5,0.25,,10000,exact,,,");
  }

  @Test
  void csv_ofAWholeMilestone_leavesCellsEmpty() {
    assertThat(new MetricLine("t", wholeMetric().build()).csv())
        .isEqualTo("t,r,256,,,,,sliced_w2,,0.125,,,4096,empirical,,,");
  }

  @Test
  void csv_ofANameWithSeparators_isQuoted() {
    Metric metric = wholeMetric().setMetric("a \"strange\", name").build();

    assertThat(new MetricLine("t", metric).csv())
        .isEqualTo("t,r,256,,,,,\"a \"\"strange\"\", name\",,0.125,,,4096,empirical,,,");
  }

  @Test
  void line_ofWhatIsLeftOut_hasTheReasonInPlaceOfANumber() {
    Metric metric = wholeMetric().setValue(Double.NaN).setLeftOut("too far out, all of it").build();

    assertThat(new MetricLine("t", metric).json())
        .contains("\"value\":null")
        .endsWith(",\"left_out\":\"too far out, all of it\"}");
    assertThat(new MetricLine("t", metric).csv())
        .isEqualTo("t,r,256,,,,,sliced_w2,,,,,4096,empirical,,,\"too far out, all of it\"");
  }

  private static Metric.Builder timestepMetric() {
    return Metric.newBuilder()
        .setRun("mixture-n50-s1")
        .setMilestone(512)
        .setTimestep(7)
        .setTime(0.0625)
        .setMetric("robust_error")
        .setDelta(0.05)
        .setValue(0.5)
        .setN(10_000)
        .setEvidence(Evidence.EXACT);
  }

  private static Metric.Builder wholeMetric() {
    return Metric.newBuilder()
        .setRun("r")
        .setMilestone(256)
        .setMetric("sliced_w2")
        .setValue(0.125)
        .setN(4096)
        .setEvidence(Evidence.EMPIRICAL);
  }
}
