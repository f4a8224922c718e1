package dev.signalbox.backend.server;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/**
 * The servers beside this one ({@code signalbox.servers.*}). What the two of a pair are called here is their place in
 * the list: prometheus-1, prometheus-2.
 *
 * @param prometheus the servers that keep metrics and evaluate rules
 * @param alertmanager the servers that group, silence and notify
 * @param pager where notifications end
 * @param timeout how long an answer is waited for: a page is shown without the servers that take longer
 * @param queryTimeout how long the result of a query of metrics is waited for
 */
@ConfigurationProperties("signalbox.servers")
public record ServerSettings(
        @DefaultValue({"http://localhost:9090", "http://localhost:9091"})
        List<URI> prometheus,

        @DefaultValue({"http://localhost:9093", "http://localhost:9095"})
        List<URI> alertmanager,

        @DefaultValue("http://localhost:8090") URI pager,
        @DefaultValue("1500ms") Duration timeout,
        @DefaultValue("10s") Duration queryTimeout) {

    /** A client that waits so long for an answer. */
    public RestClient client(Duration answer) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(timeout).build());
        requests.setReadTimeout(answer);
        return RestClient.builder().requestFactory(requests).build();
    }

    /** Each Prometheus by its name, in order. */
    public Map<String, URI> prometheusByName() {
        return numbered("prometheus", prometheus);
    }

    /** Each Alertmanager by its name, in order. */
    public Map<String, URI> alertmanagerByName() {
        return numbered("alertmanager", alertmanager);
    }

    private static Map<String, URI> numbered(String name, List<URI> urls) {
        Map<String, URI> numbered = new LinkedHashMap<>();
        urls.forEach(url -> numbered.put(name + "-" + (numbered.size() + 1), url));
        return numbered;
    }
}
