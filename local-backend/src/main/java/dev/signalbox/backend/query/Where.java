package dev.signalbox.backend.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Conditions of a query that are only there when they were asked for, with their named parameters. */
public final class Where {

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters;

    public Where() {
        this(new LinkedHashMap<>());
    }

    private Where(Map<String, Object> parameters) {
        this.parameters = parameters;
    }

    /** Another list of conditions of the same statement: the parameters are shared. */
    public Where sibling() {
        return new Where(parameters);
    }

    /** Adds a condition without a parameter. */
    public Where and(String condition) {
        conditions.add(condition);
        return this;
    }

    /** Adds the condition, and its parameter, unless the value is null or blank; a time is given as nanoseconds. */
    public Where and(String condition, String parameter, Object value) {
        if (value != null && !(value instanceof String text && text.isBlank())) {
            conditions.add(condition);
            parameters.put(parameter, value instanceof Instant time ? Times.nanos(time) : value);
        }
        return this;
    }

    /** Sets a parameter that a condition added before uses. */
    public Where with(String parameter, Object value) {
        parameters.put(parameter, value);
        return this;
    }

    public boolean isEmpty() {
        return conditions.isEmpty();
    }

    /** The conditions joined by AND; TRUE when there are none. */
    public String sql() {
        return conditions.isEmpty() ? "TRUE" : String.join(" AND ", conditions);
    }

    /** The parameters of all conditions. */
    public Map<String, Object> parameters() {
        return parameters;
    }
}
