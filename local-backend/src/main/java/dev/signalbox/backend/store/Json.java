package dev.signalbox.backend.store;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** JSON columns: compact, keys in the order given, so that a search for a fragment of their text is exact. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private Json() {}

    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** The column's value; an empty map for null. */
    public static Map<String, Object> readObject(@Nullable String column) {
        return column == null ? Map.of() : MAPPER.readValue(column, OBJECT);
    }

    /** The column's value; an empty list for null. */
    public static <T> List<T> readList(@Nullable String column, Class<T> type) {
        return column == null
                ? List.of()
                : MAPPER.readValue(column, MAPPER.getTypeFactory().constructCollectionType(List.class, type));
    }
}
