package dev.signalbox.backend.store;

import dev.signalbox.backend.ingest.IngestCounters;
import dev.signalbox.backend.ingest.IngestSettings;
import dev.signalbox.backend.ingest.RefusedException;
import dev.signalbox.backend.ingest.Signal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The only one that changes the store. What is submitted waits in a queue that is bounded for each signal, and is
 * written by one thread, many batches in a transaction.
 */
@Component
public class Writer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    /** How many items one transaction may hold; with more waiting, the next one follows at once. */
    private static final int ITEMS_AT_ONCE = 50_000;

    private final IngestCounters counters;
    private final IngestSettings limits;
    private final Retention retention;
    private final DuckDBConnection connection;
    private final ConcurrentLinkedQueue<Batch> queue = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "store-writer"));

    Writer(Database database, StoreSettings settings, IngestSettings limits, IngestCounters counters)
            throws SQLException {
        this.counters = counters;
        this.limits = limits;
        this.connection = database.connect();
        this.retention = new Retention(connection, settings);
        long flush = settings.flushInterval().toMillis();
        thread.scheduleWithFixedDelay(guarded(this::flush), flush, flush, TimeUnit.MILLISECONDS);
        long interval = settings.retentionInterval().toMillis();
        thread.scheduleWithFixedDelay(guarded(retention::apply), interval, interval, TimeUnit.MILLISECONDS);
    }

    /** The rows of a batch, which put themselves into their tables. */
    @FunctionalInterface
    public interface Rows {
        void appendTo(Tables tables) throws SQLException;
    }

    /** The tables during one transaction. */
    public final class Tables {
        private final Map<String, DuckDBAppender> appenders = new HashMap<>();

        /** Appends to a table; one appender for the whole transaction. */
        public DuckDBAppender appender(String table) throws SQLException {
            DuckDBAppender appender = appenders.get(table);
            if (appender == null) {
                appender = connection.createAppender(table);
                appenders.put(table, appender);
            }
            return appender;
        }

        /** For reading in the same transaction; does not see what appenders hold. */
        public DuckDBConnection connection() {
            return connection;
        }

        private void close() throws SQLException {
            for (DuckDBAppender appender : appenders.values()) {
                appender.close();
            }
        }

        private void closeQuietly() {
            for (DuckDBAppender appender : appenders.values()) {
                try {
                    appender.close();
                } catch (SQLException e) {
                    LOG.debug("An appender of a failed transaction did not close", e);
                }
            }
        }
    }

    /**
     * Refuses early, before a request is read and decoded, while the queue is nearly full: saying no has to be cheap
     * when there is too much to do.
     */
    public void checkRoom(Signal signal) {
        long queued = counters.of(signal).snapshot().queuedBytes();
        if (queued > limits.queue().toBytes() / 10 * 9) {
            throw RefusedException.slowDown(limits.retryAfter());
        }
    }

    private record Batch(Signal signal, int items, long bytes, Rows rows) {}

    /**
     * Hands over rows to be stored within moments.
     *
     * @param items how many spans, lines or samples they are
     * @param bytes memory they take until then, estimated
     * @throws RefusedException there is no room now, or never will be for so much at a time; nothing was taken
     */
    public void submit(Signal signal, int items, long bytes, Rows rows) {
        if (items == 0) {
            return;
        }
        long capacity = limits.queue().toBytes();
        if (bytes > capacity) {
            throw RefusedException.tooMuchAtATime();
        }
        IngestCounters.Counts counts = counters.of(signal);
        if (!counts.queue(bytes, capacity)) {
            throw RefusedException.slowDown(limits.retryAfter());
        }
        counts.received(items);
        queue.add(new Batch(signal, items, bytes, rows));
    }

    private void flush() {
        List<Batch> batches = new ArrayList<>();
        do {
            batches.clear();
            int items = 0;
            for (Batch batch; items < ITEMS_AT_ONCE && (batch = queue.poll()) != null; ) {
                batches.add(batch);
                items += batch.items();
            }
            write(batches);
        } while (!queue.isEmpty());
    }

    private void write(List<Batch> batches) {
        if (batches.isEmpty()) {
            return;
        }
        try {
            writeAtomically(batches);
            batches.forEach(batch -> counters.of(batch.signal()).stored(batch.items()));
        } catch (SQLException | RuntimeException e) {
            if (batches.size() > 1) {
                // One batch must not take the others down with it.
                batches.forEach(batch -> write(List.of(batch)));
                return;
            }
            Batch lost = batches.get(0);
            counters.of(lost.signal()).dropped(lost.items());
            LOG.error("{} items of {} could not be stored and are lost", lost.items(), lost.signal(), e);
        }
        batches.forEach(batch -> counters.of(batch.signal()).dequeue(batch.bytes()));
    }

    private void writeAtomically(List<Batch> batches) throws SQLException {
        Tables tables = new Tables();
        connection.setAutoCommit(false);
        try {
            for (Batch batch : batches) {
                batch.rows().appendTo(tables);
            }
            tables.close();
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            tables.closeQuietly();
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** A task that fails must not end its schedule. */
    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("The store's writer failed and goes on", e);
            }
        };
    }

    /** Stores what still waits, and stops. */
    @Override
    public void close() throws SQLException {
        thread.execute(guarded(this::flush));
        thread.shutdown();
        try {
            if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("The store's writer did not finish within 10 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connection.close();
    }
}
