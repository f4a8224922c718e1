package dev.signalbox.front.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

class CardinalityExplosionTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void itMakesAsManySeriesAsItsFlagSays() {
        requests(20, new CardinalityExplosion(key -> 7, meters));

        assertThat(meters.getMeters()).hasSize(7);
    }

    @Test
    void itCannotKillTheLab() {
        requests(CardinalityExplosion.MOST_SERIES + 10, new CardinalityExplosion(key -> Integer.MAX_VALUE, meters));

        assertThat(meters.getMeters()).hasSize(CardinalityExplosion.MOST_SERIES);
    }

    private static void requests(int count, CardinalityExplosion explosion) {
        MockServerWebExchange request = MockServerWebExchange.from(MockServerHttpRequest.get("/"));
        for (int i = 0; i < count; i++) {
            explosion.filter(request, exchange -> Mono.empty()).block();
        }
    }
}
