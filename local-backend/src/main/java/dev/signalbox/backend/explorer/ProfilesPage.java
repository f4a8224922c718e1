package dev.signalbox.backend.explorer;

import dev.signalbox.backend.profile.FlameGraph;
import dev.signalbox.backend.profile.ProfileQuery;
import dev.signalbox.backend.profile.Profiles;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The flame graph of a service, an operation, a trace or a span. */
@Controller
class ProfilesPage {

    private static final String[] PARAMETERS = {
        "service",
        "operation",
        "traceId",
        "spanId",
        "range",
        "from",
        "to",
        "compare",
        "baseFrom",
        "baseTo",
        "zoom",
        "search"
    };

    private final Profiles profiles;

    ProfilesPage(Profiles profiles) {
        this.profiles = profiles;
    }

    @GetMapping("/profiles")
    String profiles(@RequestParam MultiValueMap<String, String> all, Model model, HttpServletResponse response) {
        Parameters parameters = new Parameters(all);
        try {
            Instant now = Instant.now();
            TimeRange time = parameters.time(now);
            FlameGraph graph = profiles.flameGraph(query(parameters, time));
            TimeRange base = base(parameters, time, now);
            FlameGraph before = base == null ? null : profiles.flameGraph(query(parameters, base));
            boolean comparable = before != null && before.samples() > 0;
            model.addAttribute("base", base);
            model.addAttribute("comparable", comparable);
            model.addAttribute(
                    "flame",
                    FlameChart.compared(
                            graph, comparable ? before : null, parameters.get("zoom"), parameters.get("search")));
        } catch (IllegalArgumentException e) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            model.addAttribute("problem", e.getMessage());
        }
        Address here = parameters.address("/profiles", PARAMETERS);
        model.addAttribute("here", here);
        model.addAttribute("form", parameters);
        model.addAttribute(
                "filtered", !here.without("zoom").without("search").parameters().isEmpty());
        model.addAttribute("ranges", TimeRange.CHOICES);
        model.addAttribute("services", profiles.services());
        model.addAttribute("operations", profiles.operations(parameters.get("service")));
        return "profiles";
    }

    /** The time to compare with: {@code compare=before}, or {@code baseFrom} and {@code baseTo}; null for none. */
    private static @Nullable TimeRange base(Parameters parameters, TimeRange time, Instant now) {
        String from = parameters.get("baseFrom");
        String to = parameters.get("baseTo");
        if (from != null || to != null) {
            return TimeRange.of(null, from, to, now);
        }
        String compare = parameters.get("compare");
        if (compare == null) {
            return null;
        }
        if (!compare.equals("before")) {
            throw new IllegalArgumentException("compare is before, or is not said");
        }
        return time.before(now);
    }

    private static ProfileQuery query(Parameters parameters, TimeRange time) {
        return new ProfileQuery(
                parameters.get("service"),
                parameters.traceId(),
                parameters.spanId(),
                parameters.get("operation"),
                time.from(),
                time.to());
    }
}
