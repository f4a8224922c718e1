package dev.signalbox.backend.log;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Tells browsers that lines have arrived which match what they look at, so that they can ask for them. */
@Component
public class LogTail {

    private static final Logger LOG = LoggerFactory.getLogger(LogTail.class);

    /** More pages than these are not told; they can still be reloaded. */
    private static final int MOST_WATCHERS = 20;

    private static final Duration PERIOD = Duration.ofMillis(500);

    /** How often a browser hears from a quiet store: so that one that has gone is noticed. */
    private static final int QUIET_ROUNDS = 30;

    private final Logs logs;
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "log-tail"));

    LogTail(Logs logs) {
        this.logs = logs;
        thread.scheduleWithFixedDelay(this::look, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Begins to tell of lines that arrive from now on, as events named {@code lines}.
     *
     * @throws ErrorResponseException 503: too many are watching
     */
    public SseEmitter watch(LogQuery query) throws IOException {
        if (watchers.size() >= MOST_WATCHERS) {
            throw new ErrorResponseException(HttpStatus.SERVICE_UNAVAILABLE);
        }
        // No limit: a browser that has gone is noticed when it is next told something.
        Watcher watcher = new Watcher(query, new SseEmitter(0L));
        watcher.seen = logs.newest(query, 0);
        watcher.emitter.onCompletion(() -> watchers.remove(watcher));
        watcher.emitter.onError(error -> watchers.remove(watcher));
        // The answer's head goes out with the first event: now, so that the browser knows that it is connected.
        watcher.emitter.send(SseEmitter.event().comment("watching"));
        watchers.add(watcher);
        return watcher.emitter;
    }

    private void look() {
        for (Watcher watcher : watchers) {
            try {
                watcher.look();
            } catch (IOException | RuntimeException e) {
                LOG.debug("A page no longer watches the log lines", e);
                watchers.remove(watcher);
                watcher.emitter.completeWithError(e);
            }
        }
    }

    /** Before the server waits for requests to end: these would not by themselves. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        thread.shutdown();
        watchers.forEach(watcher -> watcher.emitter.complete());
    }

    private final class Watcher {

        private final LogQuery query;
        private final SseEmitter emitter;
        private long seen;
        private int quiet;

        private Watcher(LogQuery query, SseEmitter emitter) {
            this.query = query;
            this.emitter = emitter;
        }

        private void look() throws IOException {
            long newest = logs.newest(query, seen);
            if (newest > seen) {
                seen = newest;
                quiet = 0;
                emitter.send(SseEmitter.event().name("lines").data(newest));
            } else if (++quiet == QUIET_ROUNDS) {
                quiet = 0;
                emitter.send(SseEmitter.event().comment("nothing new"));
            }
        }
    }
}
