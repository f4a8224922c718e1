package dev.signalbox.observability;

import dev.signalbox.lab.prometheus.Tools.Tool;
import org.junit.jupiter.api.Test;

class AlertmanagerFilesTest {

    @Test
    void theConfigurationIsOneThatAlertmanagerTakes() throws Exception {
        new PrometheusTools().check(Tool.AMTOOL, "check-config", "alertmanager/alertmanager.yaml");
    }

    @Test
    void anAlertOfAServiceGoesToThePager() throws Exception {
        new PrometheusTools()
                .check(
                        Tool.AMTOOL,
                        "config",
                        "routes",
                        "test",
                        "--config.file=alertmanager/alertmanager.yaml",
                        "--verify.receivers=pager",
                        "alertname=ServiceDown",
                        "service_name=auth-service",
                        "severity=critical");
    }
}
