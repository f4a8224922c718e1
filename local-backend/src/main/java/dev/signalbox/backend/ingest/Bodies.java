package dev.signalbox.backend.ingest;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads request bodies into memory without ever taking more of it than there is: each body is bounded, compressed or
 * not, and so are all bodies together that are being read and decoded at the same time.
 */
@Component
public class Bodies {

    private static final int CHUNK = 64 * 1024;

    private final IngestSettings settings;
    private final AtomicLong free;

    Bodies(IngestSettings settings) {
        this.settings = settings;
        this.free = new AtomicLong(settings.inFlight().toBytes());
    }

    /** The memory of one body until it is decoded and handed on. */
    public final class Reservation implements AutoCloseable {
        private final int weight;
        private long reserved;

        private Reservation(int weight) {
            this.weight = weight;
        }

        /** Makes room for so many bytes more of the body. */
        public void add(long bytes) {
            long wanted = bytes * weight;
            if (free.addAndGet(-wanted) < 0) {
                free.addAndGet(wanted);
                throw RefusedException.slowDown(settings.retryAfter());
            }
            reserved += wanted;
        }

        @Override
        public void close() {
            free.addAndGet(reserved);
            reserved = 0;
        }
    }

    /**
     * Room for a body, to be closed when what was decoded from it is handed on.
     *
     * @param weight how many times its size the body takes in memory at the worst moment of decoding
     */
    public Reservation reserve(int weight) {
        return new Reservation(weight);
    }

    /** Refuses a body that says it is larger than what is taken. */
    public void checkSize(long bytes) {
        if (bytes > settings.maxBody().toBytes()) {
            throw RefusedException.tooLarge(settings.maxBody().toBytes());
        }
    }

    /**
     * Reads a body whole.
     *
     * @param encoding the Content-Encoding: gzip, identity or null
     * @throws RefusedException too large, too much at once, an unknown encoding, or not what the encoding says
     */
    public byte[] read(InputStream body, @Nullable String encoding, Reservation reservation) throws IOException {
        long max = settings.maxBody().toBytes();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (InputStream decoded = decode(body, encoding)) {
            byte[] chunk = new byte[CHUNK];
            for (int n; (n = decoded.read(chunk)) > 0; ) {
                if (bytes.size() + (long) n > max) {
                    throw RefusedException.tooLarge(max);
                }
                reservation.add(n);
                bytes.write(chunk, 0, n);
            }
        } catch (ZipException | EOFException e) {
            throw RefusedException.malformed("The body is not gzip, or only a part of it");
        }
        return bytes.toByteArray();
    }

    private static InputStream decode(InputStream body, @Nullable String encoding) throws IOException {
        if (encoding == null || encoding.isBlank() || encoding.equalsIgnoreCase("identity")) {
            return body;
        }
        if (encoding.equalsIgnoreCase("gzip")) {
            return new GZIPInputStream(body, CHUNK);
        }
        throw RefusedException.unsupported("Content-Encoding must be gzip or none");
    }
}
