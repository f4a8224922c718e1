package dev.signalbox.backend.explorer;

import dev.signalbox.backend.alert.Alert;
import dev.signalbox.backend.alert.Alerts;
import dev.signalbox.backend.trace.ServiceSummary;
import dev.signalbox.backend.trace.Traces;
import java.util.Arrays;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Alerts as every server of the two pairs sees them, and what people were told. */
@Controller
class AlertsPage {

    private static final int NOTIFICATIONS = 24;

    private final Alerts alerts;
    private final Traces traces;

    AlertsPage(Alerts alerts, Traces traces) {
        this.alerts = alerts;
        this.traces = traces;
    }

    @GetMapping("/alerts")
    String alerts(Model model) {
        Alerts.Overview overview = alerts.overview();
        model.addAttribute("alerts", overview);
        // That nothing fires is said; that nothing is silenced goes without saying.
        model.addAttribute(
                "states",
                Arrays.stream(Alert.State.values())
                        .filter(state -> state == Alert.State.FIRING
                                || !overview.in(state).isEmpty())
                        .toList());
        // Prometheus and pager are services to alerts, and have no traces.
        model.addAttribute(
                "traced", traces.services().stream().map(ServiceSummary::name).toList());
        model.addAttribute("inbox", alerts.inbox(NOTIFICATIONS));
        return "alerts";
    }
}
