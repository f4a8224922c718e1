package dev.signalbox.lab.up;

import dev.signalbox.lab.console.Console;
import dev.signalbox.lab.home.EnvFile;
import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.home.Ports;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * The addresses, when everything is ready.
 *
 * @param console where they are shown
 */
record Welcome(LabHome home, Ports ports, EnvFile env, Console console) {

    void show(Map<String, String> leftOut, Duration took) {
        console.line("");
        console.line(console.bold("The lab is ready after " + Console.seconds(took) + "."));
        console.line("");
        row("Trading desk", ports.link(Ports.FRONT), "sign in: demo@signalbox.test / " + env.get("DEMO_PASSWORD"));
        row("Explorer", ports.link(Ports.EXPLORER), "traces, logs and profiles of what you did there");
        row("Pager", ports.link(Ports.PAGER), "the inbox that alerts end in");
        if (leftOut.isEmpty()) {
            row("Prometheus", ports.link(Ports.PROMETHEUS_1), "and its twin " + ports.link(Ports.PROMETHEUS_2));
            row("Alertmanager", ports.link(Ports.ALERTMANAGER_1), "and its twin " + ports.link(Ports.ALERTMANAGER_2));
        }
        row("Logs", home.logs().toString(), "");
        console.line("");
        if (!leftOut.isEmpty()) {
            console.note("Alerts and metric graphs are off: "
                    + leftOut.values().iterator().next() + ".");
            console.note("To have them, put prometheus and alertmanager on PATH (https://prometheus.io/download) or");
            console.note("connect a Debian or Ubuntu machine to its package mirror, and start again.");
            console.line("");
        }
        console.note("./signalbox status shows how all is, ./signalbox fault list what can be broken.");
        console.note("Ctrl-C here, or ./signalbox down anywhere, ends it. Data is kept.");
    }

    private void row(String what, String where, String remark) {
        console.line(String.format(Locale.ROOT, "  %-14s %-24s %s", what, where, remark)
                .stripTrailing());
    }
}
