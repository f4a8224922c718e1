package dev.signalbox.backend.explorer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The address of a page in a certain state: every state of every page has one. Parameters without a value are left out.
 *
 * @param parameters the query, each parameter with its values
 */
public record Address(String path, Map<String, List<String>> parameters) {

    public static Address of(String path) {
        return new Address(path, Map.of());
    }

    /** The same page with one parameter set to another value; null or blank takes it away. */
    public Address with(String name, @Nullable Object value) {
        return withAll(name, value == null ? List.of() : List.of(value.toString()));
    }

    /** The same page with one parameter set to all these values. */
    public Address withAll(String name, List<String> values) {
        Map<String, List<String>> changed = new LinkedHashMap<>(parameters);
        List<String> present = values.stream().filter(value -> !value.isBlank()).toList();
        if (present.isEmpty()) {
            changed.remove(name);
        } else {
            changed.put(name, present);
        }
        return new Address(path, changed);
    }

    /** The same page with one more value of a parameter. */
    public Address adding(String name, String value) {
        List<String> values = new ArrayList<>(parameters.getOrDefault(name, List.of()));
        values.add(value);
        return withAll(name, values);
    }

    /** The same page without a parameter. */
    public Address without(String name) {
        return withAll(name, List.of());
    }

    /**
     * The same page up to the value of one parameter, to which letters and digits can be added: cheaper than
     * {@link #with} where a page has thousands of links that differ by nothing else.
     */
    public String upTo(String name) {
        String rest = without(name).toString();
        return rest + (rest.indexOf('?') < 0 ? '?' : '&') + name + '=';
    }

    /** The address as a link has it, encoded. */
    @Override
    public String toString() {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
        List<Object> values = new ArrayList<>();
        parameters.forEach((name, all) -> all.forEach(value -> {
            address.queryParam(name, "{value}");
            values.add(value);
        }));
        return address.encode().buildAndExpand(values.toArray()).toUriString();
    }
}
