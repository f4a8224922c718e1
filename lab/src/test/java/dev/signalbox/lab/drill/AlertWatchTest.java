package dev.signalbox.lab.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.lab.observe.Alert;
import dev.signalbox.lab.observe.NotificationCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An alert by a rule of Grafana's own; RoundTest has those of Prometheus. */
class AlertWatchTest {

    private static final Set<Alert> NONE = Set.of();
    private static final Set<Alert> ERRORS = Set.of(new Alert("ErrorLogs", "broker-service", Alert.State.FIRING));
    private static final List<NotificationCount> TOLD = List.of(new NotificationCount("webhook", 1, 0));

    private final List<String> timeLine = new ArrayList<>();
    private final AlertWatch watch =
            new AlertWatch(Expected.ofGrafana("ErrorLogs", "broker-service"), Set.of(), timeLine::add);

    private static Map<String, Set<Alert>> grafanas(Set<Alert> first, Set<Alert> second) {
        return Map.of("grafana-1", first, "grafana-2", second, "prometheus-1", NONE, "alertmanager-1", NONE);
    }

    @Test
    void itIsToldWhenBothGrafanasHaveItAndTheContactPointHasToldOnce() {
        watch.see(grafanas(ERRORS, NONE), TOLD);
        assertThat(watch.isTold()).isFalse();

        watch.see(grafanas(ERRORS, ERRORS), List.of());
        assertThat(watch.isTold()).isFalse();

        watch.see(grafanas(ERRORS, ERRORS), TOLD);
        assertThat(watch.isTold()).isTrue();
        assertThat(timeLine)
                .containsExactly(
                        "notified  ErrorLogs of broker-service by webhook",
                        "firing    ErrorLogs of broker-service in grafana-1 and grafana-2");
    }

    @Test
    void itIsOverWhenNeitherHasItAndThatIsToldOnce() {
        watch.see(grafanas(ERRORS, ERRORS), TOLD);
        watch.causeIsGone();
        List<NotificationCount> over = List.of(new NotificationCount("webhook", 1, 1));

        watch.see(grafanas(NONE, ERRORS), over);
        assertThat(watch.isOver()).isFalse();

        watch.see(grafanas(NONE, NONE), over);
        assertThat(watch.isOver()).isTrue();
    }

    @Test
    void oneNotificationOfEachGrafanaIsOneTooMany() {
        assertThatThrownBy(() -> watch.see(grafanas(ERRORS, ERRORS), List.of(new NotificationCount("webhook", 2, 0))))
                .isInstanceOf(DrillFailure.class)
                .hasMessageContaining("webhook told 2 times of ErrorLogs of broker-service");
    }

    @Test
    void aChannelOfAlertmanagerIsNotMeantForIt() {
        assertThatThrownBy(() -> watch.see(grafanas(ERRORS, ERRORS), List.of(new NotificationCount("email", 1, 0))))
                .isInstanceOf(DrillFailure.class)
                .hasMessageContaining("email told of ErrorLogs of broker-service, which is not meant for it");
    }
}
