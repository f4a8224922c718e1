package dev.signalbox.common.fault;

import dev.openfeature.contrib.providers.flagd.resolver.process.model.FlagParser;
import dev.openfeature.contrib.providers.flagd.resolver.process.storage.connector.QueuePayload;
import dev.openfeature.contrib.providers.flagd.resolver.process.storage.connector.QueuePayloadType;
import dev.openfeature.contrib.providers.flagd.resolver.process.storage.connector.QueueSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Feeds flagd's evaluation from a file that somebody edits: looks at it again and again, hands on what is valid and has
 * changed, and logs what is not. (flagd's own source gives up for good when the file is away for a moment.)
 */
class FlagFile implements QueueSource {

    private static final Logger log = LoggerFactory.getLogger(FlagFile.class);
    private static final String NO_FLAGS = "{\"flags\": {}}";

    private final Path file;
    private final Duration pollInterval;
    private final BlockingQueue<QueuePayload> changes = new LinkedBlockingQueue<>();
    private final ScheduledExecutorService watcher =
            Executors.newSingleThreadScheduledExecutor(new CustomizableThreadFactory("fault-flags-"));
    private String seen = NO_FLAGS;

    FlagFile(Path file, Duration pollInterval) {
        this.file = file;
        this.pollInterval = pollInterval;
    }

    @Override
    public void init() {
        handOn(NO_FLAGS); // so that there is an answer even without a file
        watcher.scheduleWithFixedDelay(this::look, 0, pollInterval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        String content = read();
        if (content.equals(seen)) {
            return;
        }
        seen = content;
        try {
            FlagParser.parseString(content, true);
            handOn(content);
            log.info("Fault flags read from {}", file);
        } catch (IOException | RuntimeException e) {
            log.error(
                    "Fault flags in {} are not valid, the last good ones stay in force: {}",
                    file,
                    Files.exists(file) ? e.getMessage() : "there is no such file");
        }
    }

    /** The file's content; of a file that cannot be read, something that is not valid. */
    private String read() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private void handOn(String flags) {
        changes.add(new QueuePayload(QueuePayloadType.DATA, flags));
    }

    @Override
    public BlockingQueue<QueuePayload> getStreamQueue() {
        return changes;
    }

    @Override
    public void shutdown() {
        watcher.shutdownNow();
    }
}
