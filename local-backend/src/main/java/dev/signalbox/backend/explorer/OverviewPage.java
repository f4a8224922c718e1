package dev.signalbox.backend.explorer;

import dev.signalbox.backend.alert.Alert;
import dev.signalbox.backend.alert.Alerts;
import dev.signalbox.backend.fault.Faults;
import dev.signalbox.backend.ingest.Arrivals;
import dev.signalbox.backend.trace.Call;
import dev.signalbox.backend.trace.Calls;
import dev.signalbox.backend.trace.ServiceTraffic;
import dev.signalbox.backend.trace.Traffic;
import jakarta.servlet.http.HttpServletResponse;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** The first page: how is it going, and what is switched on or wrong? */
@Controller
class OverviewPage {

    private static final int PARTS = 30;

    private static final List<String> RANGES = List.of("5m", "15m", "1h");

    private final Traffic traffic;
    private final Calls calls;
    private final Alerts alerts;
    private final Faults faults;
    private final Arrivals arrivals;

    OverviewPage(Traffic traffic, Calls calls, Alerts alerts, Faults faults, Arrivals arrivals) {
        this.traffic = traffic;
        this.calls = calls;
        this.alerts = alerts;
        this.faults = faults;
        this.arrivals = arrivals;
    }

    @GetMapping("/")
    String overview(@RequestParam(defaultValue = "5m") String range, Model model) {
        if (!RANGES.contains(range)) {
            throw new IllegalArgumentException("the range is one of " + String.join(", ", RANGES));
        }
        Instant to = Instant.now();
        Instant from = TimeRange.of(range, null, null, to).from();
        List<ServiceTraffic> services = traffic.services(from, to, PARTS);
        List<Call> between = calls.between(from, to);
        Alerts.Overview known = alerts.overview();
        model.addAttribute("range", range);
        model.addAttribute("ranges", RANGES);
        model.addAttribute("seconds", Duration.between(from, to).toSeconds());
        model.addAttribute("services", services);
        model.addAttribute("calls", between);
        model.addAttribute("map", ServiceMap.of(between));
        model.addAttribute("alerts", known);
        model.addAttribute("firing", known.in(Alert.State.FIRING));
        model.addAttribute("arrivals", arrivals.lastMinute());
        model.addAttribute("faultsKnown", faults.isKnown());
        if (faults.isKnown()) {
            try {
                model.addAttribute("faults", faults.all());
            } catch (UncheckedIOException e) {
                model.addAttribute("faultsProblem", e.getCause().getMessage());
            }
        }
        return "overview";
    }

    /** Turns a fault on or off, and shows the page again. */
    @PostMapping("/faults/{name}")
    String set(
            @PathVariable String name,
            @RequestParam String variant,
            @RequestParam(defaultValue = "5m") String range,
            @RequestHeader(name = "Origin", required = false) String origin,
            @RequestHeader("Host") String host,
            HttpServletResponse response) {
        if (!SameOrigin.isOurs(origin, host)) {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            return "foreign";
        }
        if (!faults.isKnown()) {
            throw new IllegalArgumentException("this explorer does not know where the faults are");
        }
        faults.set(name, variant);
        return "redirect:" + Address.of("/").with("range", RANGES.contains(range) ? range : null);
    }
}
