package dev.signalbox.front.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

class CardinalityExplosionTest {

    @Test
    void itCannotKillTheLab() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        CardinalityExplosion explosion = new CardinalityExplosion(key -> 1, meters);
        MockServerWebExchange request = MockServerWebExchange.from(MockServerHttpRequest.get("/"));

        for (int i = 0; i < CardinalityExplosion.MOST_SERIES + 10; i++) {
            explosion.filter(request, exchange -> Mono.empty()).block();
        }

        assertThat(meters.getMeters()).hasSize(CardinalityExplosion.MOST_SERIES);
    }
}
