package dev.signalbox.backend.explorer;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * An alert links to a dashboard of Grafana, which is at this address in compose. Here the link leads to the page that
 * comes nearest: the log lines, or else the traces, of the same service.
 */
@Controller
class DashboardLinks {

    @GetMapping("/d/{uid}")
    String nearest(
            @PathVariable String uid,
            @RequestParam(name = "var-service", required = false) String service,
            RedirectAttributes parameters) {
        if (service != null) {
            parameters.addAttribute("service", service);
        }
        return uid.equals("signalbox-logs") ? "redirect:/logs" : "redirect:/traces";
    }
}
