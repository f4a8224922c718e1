package dev.signalbox.backend.alert;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who knows of alerts ({@code signalbox.alerts.*}). What the two of a pair are called here is their place in the list:
 * prometheus-1, prometheus-2.
 *
 * @param prometheus the servers that evaluate the rules
 * @param alertmanager the servers that group, silence and notify
 * @param pager where notifications end
 * @param timeout how long an answer is waited for: a page is shown without the servers that take longer
 */
@ConfigurationProperties("signalbox.alerts")
public record AlertSettings(
        @DefaultValue({"http://localhost:9090", "http://localhost:9091"})
        List<URI> prometheus,

        @DefaultValue({"http://localhost:9093", "http://localhost:9095"})
        List<URI> alertmanager,

        @DefaultValue("http://localhost:8090") URI pager,
        @DefaultValue("1500ms") Duration timeout) {}
