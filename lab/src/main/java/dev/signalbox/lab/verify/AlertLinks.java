package dev.signalbox.lab.verify;

import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.observe.Backends;
import dev.signalbox.lab.observe.Dashboards;
import dev.signalbox.lab.observe.Rule;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an alert leads to. */
final class AlertLinks {

    private static final Pattern DASHBOARD =
            Pattern.compile("\\{\\{ \\$externalLabels\\.dashboards }}(/d/([a-z-]+))(\\?.*)?");

    private final Backends backends;
    private final LabHome home;
    private final Dashboards dashboards;

    AlertLinks(Backends backends, LabHome home) {
        this.backends = backends;
        this.home = home;
        this.dashboards = Dashboards.of(home);
    }

    /** The runbook of each alert is a file, its dashboard is provisioned, and its address is answered with a page. */
    String alertToDashboardAndRunbook() {
        List<Rule> alerts = backends.rules().stream().filter(Rule::alerting).toList();
        Missing.unless(!alerts.isEmpty(), "alerts in Prometheus");
        Set<String> pages = new TreeSet<>();
        for (Rule alert : alerts) {
            String runbook = alert.annotations().getOrDefault("runbook_url", "");
            Missing.unless(
                    !runbook.isEmpty() && Files.isRegularFile(home.root().resolve(runbook)),
                    "the runbook of " + alert.name() + ": " + runbook);
            String address = alert.annotations().getOrDefault("dashboard_url", "");
            Matcher link = DASHBOARD.matcher(address);
            Missing.unless(
                    link.matches() && dashboards.find(link.group(2)).isPresent(),
                    "the dashboard of " + alert.name() + ": " + address);
            pages.add(backends.dashboards() + link.group(1));
        }
        pages.forEach(page -> Missing.unless(backends.hasPage(page), "the page " + page));
        return alerts.size() + " alerts, " + pages.size() + " dashboards";
    }
}
