package dev.signalbox.broker.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.broker.session.Session;
import dev.signalbox.common.fault.Faults;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** What the seam does besides the storm: nothing. */
class RetryStormTest {

    private static final Session SESSION = new Session(new Session.User(UUID.randomUUID()), Instant.MAX);

    /** The agent would count a call that is cancelled when it is done a second time. */
    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void aCallThatIsDoneIsNotCancelled(int extra) {
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger cancelled = new AtomicInteger();
        RetryStorm seam = new RetryStorm(
                token -> Mono.fromSupplier(() -> {
                            asked.incrementAndGet();
                            return SESSION;
                        })
                        .doOnCancel(cancelled::incrementAndGet),
                key -> extra);

        assertThat(seam.current("token").block()).isEqualTo(SESSION);
        assertThat(asked).hasValue(1 + extra);
        assertThat(cancelled).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void aTokenThatIsNobodysStaysSo(int extra) {
        Faults storm = key -> extra;

        assertThat(new RetryStorm(token -> Mono.empty(), storm).current("token").blockOptional())
                .isEmpty();
    }
}
