package dev.signalbox.backend.log;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import dev.signalbox.backend.ingest.RefusedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.xerial.snappy.Snappy;

/**
 * Reads the protobuf form of Loki's push API ({@code logproto.PushRequest} in Loki's pkg/push/push.proto), in snappy's
 * block format. Three messages of which five fields matter: not worth a code generator in the build.
 */
final class LokiProtobuf {

    /** How many times its size, after decompression, a push takes while it is decoded. */
    static final int WEIGHT = 6;

    private LokiProtobuf() {}

    /** The size after decompression, as the body claims. */
    static int decompressedSize(byte[] body) {
        try {
            return Snappy.uncompressedLength(body);
        } catch (IOException | RuntimeException e) {
            throw RefusedException.malformed("The body is not in snappy's block format");
        }
    }

    static LogPush decode(byte[] body) {
        byte[] message;
        try {
            message = Snappy.uncompress(body);
        } catch (IOException | RuntimeException e) {
            throw RefusedException.malformed("The body is not in snappy's block format");
        }
        try {
            List<LogPush.Stream> streams = new ArrayList<>();
            CodedInputStream in = CodedInputStream.newInstance(message);
            for (int tag; (tag = in.readTag()) != 0; ) {
                if (tag == field(1, WireFormat.WIRETYPE_LENGTH_DELIMITED)) {
                    streams.add(nested(in, LokiProtobuf::stream));
                } else {
                    in.skipField(tag);
                }
            }
            return new LogPush(streams);
        } catch (InvalidProtocolBufferException e) {
            throw RefusedException.malformed("The body is not a push request in protobuf: " + e.getMessage());
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory cannot fail", e);
        }
    }

    private static LogPush.Stream stream(CodedInputStream in) throws IOException {
        Map<String, String> labels = Map.of();
        List<LogPush.Entry> entries = new ArrayList<>();
        for (int tag; (tag = in.readTag()) != 0; ) {
            if (tag == field(1, WireFormat.WIRETYPE_LENGTH_DELIMITED)) {
                labels = LokiLabels.parse(in.readStringRequireUtf8());
            } else if (tag == field(2, WireFormat.WIRETYPE_LENGTH_DELIMITED)) {
                entries.add(nested(in, LokiProtobuf::entry));
            } else {
                in.skipField(tag);
            }
        }
        return new LogPush.Stream(labels, entries);
    }

    private static LogPush.Entry entry(CodedInputStream in) throws IOException {
        long epochNanos = 0;
        String line = "";
        Map<String, String> metadata = new LinkedHashMap<>();
        for (int tag; (tag = in.readTag()) != 0; ) {
            if (tag == field(1, WireFormat.WIRETYPE_LENGTH_DELIMITED)) {
                epochNanos = nested(in, LokiProtobuf::timestamp);
            } else if (tag == field(2, WireFormat.WIRETYPE_LENGTH_DELIMITED)) {
                line = in.readStringRequireUtf8();
            } else if (tag == field(3, WireFormat.WIRETYPE_LENGTH_DELIMITED)) {
                Map.Entry<String, String> label = nested(in, LokiProtobuf::label);
                metadata.put(label.getKey(), label.getValue());
            } else {
                in.skipField(tag);
            }
        }
        return new LogPush.Entry(LokiTime.check(epochNanos), line, metadata);
    }

    private static long timestamp(CodedInputStream in) throws IOException {
        long seconds = 0;
        int nanos = 0;
        for (int tag; (tag = in.readTag()) != 0; ) {
            if (tag == field(1, WireFormat.WIRETYPE_VARINT)) {
                seconds = in.readInt64();
            } else if (tag == field(2, WireFormat.WIRETYPE_VARINT)) {
                nanos = in.readInt32();
            } else {
                in.skipField(tag);
            }
        }
        return TimeUnit.SECONDS.toNanos(seconds) + nanos;
    }

    private static Map.Entry<String, String> label(CodedInputStream in) throws IOException {
        String name = "";
        String value = "";
        for (int tag; (tag = in.readTag()) != 0; ) {
            if (tag == field(1, WireFormat.WIRETYPE_LENGTH_DELIMITED)) {
                name = in.readStringRequireUtf8();
            } else if (tag == field(2, WireFormat.WIRETYPE_LENGTH_DELIMITED)) {
                value = in.readStringRequireUtf8();
            } else {
                in.skipField(tag);
            }
        }
        return Map.entry(name, value);
    }

    private interface Message<T> {
        T read(CodedInputStream in) throws IOException;
    }

    private static <T> T nested(CodedInputStream in, Message<T> message) throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        T read = message.read(in);
        in.checkLastTagWas(0);
        in.popLimit(outer);
        return read;
    }

    private static int field(int number, int wireType) {
        return number << 3 | wireType;
    }
}
