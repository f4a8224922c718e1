package dev.signalbox.backend.profile;

import dev.signalbox.backend.ingest.Bodies;
import dev.signalbox.backend.ingest.IngestCounters;
import dev.signalbox.backend.ingest.IngestSettings;
import dev.signalbox.backend.ingest.RefusedException;
import dev.signalbox.backend.ingest.Signal;
import dev.signalbox.backend.store.Writer;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.MultipartFile;

/** Pyroscope's ingest API, for recordings of its Java profiler (format jfr). */
@RestController
class PyroscopeController {

    /** Memory a sample, and a frame of a stack, takes until it is stored. */
    private static final int BYTES_PER_SAMPLE = 200;

    private static final int BYTES_PER_FRAME = 40;

    private final Bodies bodies;
    private final Writer writer;
    private final IngestSettings limits;
    private final IngestCounters.Counts counts;
    private final Semaphore reading = new Semaphore(1, true);

    PyroscopeController(Bodies bodies, Writer writer, IngestSettings limits, IngestCounters counters) {
        this.bodies = bodies;
        this.writer = writer;
        this.limits = limits;
        this.counts = counters.of(Signal.PROFILES);
    }

    @PostMapping("/ingest")
    @ResponseStatus(HttpStatus.OK)
    void ingest(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String format,
            @RequestParam(defaultValue = "100") String sampleRate,
            @RequestParam(required = false) MultipartFile jfr,
            @RequestParam(required = false) MultipartFile labels)
            throws IOException {
        writer.checkRoom(Signal.PROFILES);
        if (!format.equals("jfr")) {
            throw RefusedException.malformed("Only format=jfr is taken here");
        }
        if (jfr == null) {
            throw RefusedException.malformed("The recording is missing: a part named jfr is expected");
        }
        String service = name.contains("{") ? name.substring(0, name.indexOf('{')) : name;
        if (service.isBlank()) {
            throw RefusedException.malformed("The parameter name is missing");
        }
        Recording recording = read(jfr, labels, service.strip(), cpuNanos(sampleRate));
        long frames = recording.stacks().values().stream().mapToLong(List::size).sum();
        writer.submit(
                Signal.PROFILES,
                recording.samples().size(),
                recording.samples().size() * (long) BYTES_PER_SAMPLE + frames * BYTES_PER_FRAME,
                SampleTable.rows(recording));
    }

    private Recording read(MultipartFile jfr, MultipartFile labels, String service, long cpuNanos) throws IOException {
        Path file = Files.createTempFile("signalbox-", ".jfr");
        try (Bodies.Reservation reservation = bodies.reserve(4)) {
            decompress(jfr, file);
            byte[] snapshot = labels == null ? new byte[0] : readSmall(labels, reservation);
            Map<Long, String> strings = LabelStrings.decode(snapshot);
            // One at a time: how much memory a recording takes cannot be told before.
            if (!reading.tryAcquire(5, TimeUnit.SECONDS)) {
                throw RefusedException.slowDown(limits.retryAfter());
            }
            try {
                return RecordingReader.read(file, service, cpuNanos, strings);
            } finally {
                reading.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RefusedException.slowDown(limits.retryAfter());
        } finally {
            Files.delete(file);
        }
    }

    private void decompress(MultipartFile jfr, Path file) throws IOException {
        long max = limits.maxRecording().toBytes();
        try (InputStream in = maybeGzip(jfr);
                OutputStream out = Files.newOutputStream(file)) {
            byte[] chunk = new byte[64 * 1024];
            long size = 0;
            for (int n; (n = in.read(chunk)) > 0; ) {
                size += n;
                if (size > max) {
                    throw RefusedException.tooLarge(max);
                }
                out.write(chunk, 0, n);
            }
        } catch (ZipException | EOFException e) {
            throw RefusedException.malformed("The part jfr is not gzip, or only a part of it");
        }
    }

    private byte[] readSmall(MultipartFile part, Bodies.Reservation reservation) throws IOException {
        try (InputStream in = maybeGzip(part)) {
            return bodies.read(in, null, reservation);
        } catch (ZipException | EOFException e) {
            throw RefusedException.malformed("The part labels is not gzip, or only a part of it");
        }
    }

    /** Parts are gzip without saying so, or not. */
    private static InputStream maybeGzip(MultipartFile part) throws IOException {
        PushbackInputStream in = new PushbackInputStream(part.getInputStream(), 2);
        byte[] start = in.readNBytes(2);
        in.unread(start);
        boolean gzip = start.length == 2 && start[0] == (byte) 0x1f && start[1] == (byte) 0x8b;
        return gzip ? new GZIPInputStream(in, 64 * 1024) : in;
    }

    private static long cpuNanos(String sampleRate) {
        try {
            int rate = Integer.parseInt(sampleRate);
            if (rate >= 1 && rate <= 100_000) {
                return TimeUnit.SECONDS.toNanos(1) / rate;
            }
        } catch (NumberFormatException e) {
            // As wrong as a number that is out of range.
        }
        throw RefusedException.malformed("sampleRate must be samples per second, from 1 to 100000");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(RefusedException e) {
        if (e.retryAfter() != null) {
            counts.refused();
        } else {
            counts.malformed();
        }
        HttpHeaders headers = new HttpHeaders();
        if (e.retryAfter() != null) {
            headers.set(HttpHeaders.RETRY_AFTER, e.retryAfterSeconds());
        }
        return new ResponseEntity<>(ProblemDetail.forStatusAndDetail(e.status(), e.getMessage()), headers, e.status());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notMultipart(MultipartException e) {
        return refused(
                e instanceof MaxUploadSizeExceededException
                        ? RefusedException.tooLarge(limits.maxBody().toBytes())
                        : RefusedException.malformed("The body is not multipart/form-data, or only a part of it"));
    }
}
