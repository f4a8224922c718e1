package dev.signalbox.backend.log;

import dev.signalbox.backend.ingest.Bodies;
import dev.signalbox.backend.ingest.IngestCounters;
import dev.signalbox.backend.ingest.RefusedException;
import dev.signalbox.backend.ingest.Signal;
import dev.signalbox.backend.store.Writer;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Loki's push API: JSON, and protobuf with snappy. Errors are plain text, as Loki's are. */
@RestController
class LokiController {

    private static final MediaType PROTOBUF = new MediaType("application", "x-protobuf");

    /** Memory a line takes until it is stored, beside its text. */
    private static final int BYTES_PER_LINE = 600;

    private final Bodies bodies;
    private final Writer writer;
    private final LogTable table;
    private final IngestCounters.Counts counts;

    LokiController(Bodies bodies, Writer writer, LogTable table, IngestCounters counters) {
        this.bodies = bodies;
        this.writer = writer;
        this.table = table;
        this.counts = counters.of(Signal.LOGS);
    }

    @PostMapping("/loki/api/v1/push")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void push(HttpServletRequest request) throws IOException {
        writer.checkRoom(Signal.LOGS);
        boolean json = isJson(request.getContentType());
        try (Bodies.Reservation reservation = bodies.reserve(json ? LokiJson.WEIGHT : LokiProtobuf.WEIGHT)) {
            byte[] body =
                    bodies.read(request.getInputStream(), request.getHeader(HttpHeaders.CONTENT_ENCODING), reservation);
            long size = body.length;
            if (!json) {
                size = LokiProtobuf.decompressedSize(body);
                bodies.checkSize(size);
                reservation.add(size);
            }
            List<LogLine> lines = (json ? LokiJson.decode(body) : LokiProtobuf.decode(body)).lines();
            writer.submit(
                    Signal.LOGS, lines.size(), 2 * size + (long) lines.size() * BYTES_PER_LINE, table.rows(lines));
        }
    }

    /** What a client of Loki asks before it sends. */
    @GetMapping("/ready")
    String ready() {
        return "ready\n";
    }

    @ExceptionHandler
    ResponseEntity<String> refused(RefusedException e) {
        if (e.retryAfter() != null) {
            counts.refused();
        } else {
            counts.malformed();
        }
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.TEXT_PLAIN);
        if (e.retryAfter() != null) {
            headers.set(HttpHeaders.RETRY_AFTER, e.retryAfterSeconds());
        }
        return new ResponseEntity<>(e.getMessage() + "\n", headers, e.status());
    }

    private static boolean isJson(String contentType) {
        try {
            MediaType type = MediaType.parseMediaType(String.valueOf(contentType));
            if (type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)) {
                return true;
            }
            if (type.equalsTypeAndSubtype(PROTOBUF)) {
                return false;
            }
        } catch (InvalidMediaTypeException e) {
            // As wrong as any other type.
        }
        throw RefusedException.unsupported("Content-Type must be application/json or application/x-protobuf");
    }
}
