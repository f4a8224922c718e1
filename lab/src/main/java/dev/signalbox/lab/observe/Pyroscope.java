package dev.signalbox.lab.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Pyroscope by its HTTP API. */
public record Pyroscope(Server server) {

    /** Processor time in nanoseconds, as the profiler of the services measures it. */
    public static final String CPU = "process_cpu:cpu:nanoseconds:cpu:nanoseconds";

    /**
     * The samples that carry the id of a span.
     *
     * @param labels selector of the profiles that are searched, {@code {service_name="auth-service"}} for example
     */
    public Samples samples(String profileType, String labels, String spanId, Instant from, Instant to) {
        ObjectNode question = JsonMapper.shared()
                .createObjectNode()
                .put("profile_typeID", profileType)
                .put("label_selector", labels)
                .put("start", from.toEpochMilli())
                .put("end", to.toEpochMilli());
        question.putArray("span_selector").add(spanId);
        JsonNode graph = server.post("/querier.v1.QuerierService/SelectMergeSpanProfile", question)
                .path("flamegraph");
        Set<String> functions =
                graph.path("names").valueStream().map(JsonNode::asString).collect(Collectors.toUnmodifiableSet());
        // Protocol Buffers write numbers of 64 bits as text, and leave a zero out.
        return new Samples(Duration.ofNanos(Long.parseLong(graph.path("total").asString("0"))), functions);
    }
}
