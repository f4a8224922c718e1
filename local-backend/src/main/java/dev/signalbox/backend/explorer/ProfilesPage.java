package dev.signalbox.backend.explorer;

import dev.signalbox.backend.profile.ProfileQuery;
import dev.signalbox.backend.profile.Profiles;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The flame graph of a service, an operation, a trace or a span. */
@Controller
class ProfilesPage {

    private static final String[] PARAMETERS = {
        "service", "operation", "traceId", "spanId", "range", "from", "to", "zoom", "search"
    };

    private final Profiles profiles;

    ProfilesPage(Profiles profiles) {
        this.profiles = profiles;
    }

    @GetMapping("/profiles")
    String profiles(@RequestParam MultiValueMap<String, String> all, Model model, HttpServletResponse response) {
        Parameters parameters = new Parameters(all);
        try {
            model.addAttribute(
                    "flame",
                    FlameChart.of(
                            profiles.flameGraph(query(parameters)), parameters.get("zoom"), parameters.get("search")));
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

    private static ProfileQuery query(Parameters parameters) {
        TimeRange time = parameters.time(Instant.now());
        return new ProfileQuery(
                parameters.get("service"),
                parameters.traceId(),
                parameters.spanId(),
                parameters.get("operation"),
                time.from(),
                time.to());
    }
}
