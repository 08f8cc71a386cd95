package io.scorestream.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.events.Forecast;
import org.junit.jupiter.api.Test;

class ForecastLineTest {

  @Test
  void json_hasWhatIsKnown() {
    Forecast forecast =
        Forecast.newBuilder(Forecasts.needed(1_024, 8_192, null)).setFloor(Double.NaN).build();
    assertThat(new ForecastLine("t", forecast).json())
        .isEqualTo(
            "{\"topic\":\"t\",\"run\":\"rings-n2-s1\",\"incarnation\":0,"
                + "\"milestone\":1024,\"timestep\":1,"
                + "\"scope\":\"timestep\",\"metric\":\"robust_error\",\"delta\":0.05,"
                + "\"status\":\"needed\",\"milestones\":0,\"confidence\":0.95,\"floor\":null,"
                + "\"needed\":8192.0,\"neededLow\":4096.0,\"horizon\":10240.0,\"dominant\":\"none\","
                + "\"advice\":\"more data\"}");
  }
}
