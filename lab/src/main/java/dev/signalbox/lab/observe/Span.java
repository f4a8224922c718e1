package dev.signalbox.lab.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A span, whichever server keeps it.
 *
 * @param traceId 32 lower-case hex digits
 * @param id 16 lower-case hex digits
 * @param parentId empty for a root
 * @param resource the attributes of who made it
 * @param kind {@code SERVER}, {@code CLIENT}, {@code INTERNAL}, ...
 * @param attributes as text
 */
public record Span(
        String traceId,
        String id,
        String parentId,
        Map<String, String> resource,
        String name,
        String kind,
        Instant start,
        Duration duration,
        Map<String, String> attributes,
        List<Event> events) {

    /** Something that happened at a moment within a span. */
    public record Event(String name, Map<String, String> attributes) {}

    /** The service that made it: resource attribute {@code service.name}. */
    public String service() {
        return resource.getOrDefault("service.name", "");
    }

    /** An attribute's value, empty if it has none. */
    public String attribute(String key) {
        return attributes.getOrDefault(key, "");
    }

    public Instant end() {
        return start.plus(duration);
    }

    public boolean isRoot() {
        return parentId.isEmpty();
    }

    /** Whether it is one of a service that was asked by HTTP. */
    public boolean isServer() {
        return kind.equals("SERVER");
    }

    public boolean isSql() {
        return !attribute("db.system.name").isEmpty();
    }

    /** For a person: {@code auth-service POST /sessions}. */
    @Override
    public String toString() {
        return service() + " " + name;
    }
}
