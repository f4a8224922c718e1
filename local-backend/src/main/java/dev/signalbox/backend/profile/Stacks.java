package dev.signalbox.backend.profile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The stored stacks, kept in memory once they were read: a stack never changes, reading it takes longer than all else that
 * a graph needs, and the next graph is mostly of the same ones.
 */
final class Stacks {

    /** Frames of all stacks that are kept: 32 MB. */
    private static final int MOST_FRAMES = 8_000_000;

    private final JdbcClient db;
    private final Map<Long, int[]> known = new HashMap<>();
    private MethodNames names = new MethodNames();
    private int frames;

    Stacks(JdbcClient db) {
        this.db = db;
    }

    /** How often, and for how many nanoseconds, a stack was seen. */
    record Seen(long stackId, long hits, long nanos) {}

    /** Adds stacks up; those that are not stored any more are left out. One graph at a time: names may be added. */
    synchronized FlameGraph graph(List<Seen> seen) {
        if (frames >= MOST_FRAMES && seen.stream().anyMatch(stack -> !known.containsKey(stack.stackId()))) {
            known.clear();
            names = new MethodNames();
            frames = 0;
        }
        FlameGraphBuilder graph = new FlameGraphBuilder(names);
        Map<Long, Seen> missing = seen.stream()
                .filter(stack -> !known.containsKey(stack.stackId()))
                .collect(Collectors.toMap(Seen::stackId, Function.identity()));
        seen.stream()
                .filter(stack -> known.containsKey(stack.stackId()))
                .forEach(stack -> graph.add(known.get(stack.stackId()), stack.hits(), stack.nanos()));
        if (!missing.isEmpty()) {
            read(missing, graph);
        }
        return graph.build();
    }

    /**
     * Adds stacks that are not known yet. A method's name is sent once, its hash for each frame: stacks are hundreds of
     * megabytes of names. Of so few methods no two have the same hash.
     */
    private void read(Map<Long, Seen> missing, FlameGraphBuilder graph) {
        String ids = missing.keySet().stream().map(String::valueOf).collect(Collectors.joining(","));
        db.sql("""
                WITH missing AS (SELECT unnest(string_split(:ids, ',')::BIGINT[]) AS stack_id)
                SELECT stack_id, list_transform(frames, lambda name: (hash(name) >> 1)::BIGINT) AS methods, NULL AS name
                FROM stacks SEMI JOIN missing USING (stack_id)
                UNION ALL
                SELECT NULL, [(hash(name) >> 1)::BIGINT], name
                FROM (SELECT DISTINCT unnest(frames) AS name FROM stacks SEMI JOIN missing USING (stack_id))
                """).param("ids", ids).query(row -> {
            Object[] hashes = (Object[]) row.getArray("methods").getArray();
            if (row.getString("name") != null) {
                names.name((Long) hashes[0], row.getString("name"));
                return;
            }
            // A loop, since there are millions.
            int[] methods = new int[hashes.length];
            for (int i = 0; i < hashes.length; i++) {
                methods[i] = names.number((Long) hashes[i]);
            }
            Seen stack = missing.get(row.getLong("stack_id"));
            graph.add(methods, stack.hits(), stack.nanos());
            if (frames < MOST_FRAMES) {
                known.put(stack.stackId(), methods);
                frames += methods.length;
            }
        });
    }
}
