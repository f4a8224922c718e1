package dev.signalbox.backend;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.xerial.snappy.Snappy;
import tools.jackson.databind.json.JsonMapper;

/** Generated pushes, in both encodings of Loki's API. */
public final class Loki {

    private Loki() {}

    /** A line to push. */
    public record Line(long time, String text, Map<String, String> metadata) {}

    /** Lines with the same labels. */
    public record Stream(Map<String, String> labels, List<Line> lines) {}

    public static Stream stream(Random random, String service, int lines) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("service_name", service);
        labels.put("level", List.of("INFO", "WARN", "ERROR").get(random.nextInt(3)));
        List<Line> entries = new ArrayList<>();
        long now = Otlp.now();
        for (int i = 0; i < lines; i++) {
            Map<String, String> metadata = new LinkedHashMap<>();
            if (random.nextBoolean()) {
                metadata.put("trace_id", Otlp.hex(Otlp.id(random, 16)));
                metadata.put("span_id", Otlp.hex(Otlp.id(random, 8)));
            }
            metadata.put("thread", "t-" + random.nextInt(5));
            metadata.put("note", Otlp.text(random, 20));
            entries.add(new Line(now + i, Otlp.text(random, 200), metadata));
        }
        return new Stream(labels, entries);
    }

    public static byte[] json(Stream... streams) {
        return JsonMapper.builder()
                .build()
                .writeValueAsBytes(Map.of(
                        "streams",
                        java.util.stream.Stream.of(streams)
                                .map(stream -> Map.of(
                                        "stream",
                                        stream.labels(),
                                        "values",
                                        stream.lines().stream()
                                                .map(line -> List.of(
                                                        String.valueOf(line.time()), line.text(), line.metadata()))
                                                .toList()))
                                .toList()));
    }

    public static byte[] protobuf(Stream... streams) {
        return snappy(message(out -> {
            for (Stream stream : streams) {
                out.writeByteArray(1, message(inner -> {
                    StringBuilder labels = new StringBuilder("{");
                    stream.labels()
                            .forEach((name, value) -> labels.append(labels.length() > 1 ? ", " : "")
                                    .append(name)
                                    .append("=\"")
                                    .append(value.replace("\\", "\\\\")
                                            .replace("\"", "\\\"")
                                            .replace("\n", "\\n"))
                                    .append('"'));
                    inner.writeString(1, labels.append('}').toString());
                    for (Line line : stream.lines()) {
                        inner.writeByteArray(2, entry(line));
                    }
                }));
            }
        }));
    }

    private static byte[] entry(Line line) {
        return message(out -> {
            out.writeByteArray(1, message(time -> {
                time.writeInt64(1, line.time() / 1_000_000_000);
                time.writeInt32(2, (int) (line.time() % 1_000_000_000));
            }));
            out.writeString(2, line.text());
            for (Map.Entry<String, String> label : line.metadata().entrySet()) {
                out.writeByteArray(3, message(pair -> {
                    pair.writeString(1, label.getKey());
                    pair.writeString(2, label.getValue());
                }));
            }
        });
    }

    private interface Fields {
        void write(CodedOutputStream out) throws IOException;
    }

    private static byte[] message(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            fields.write(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static byte[] snappy(byte[] bytes) {
        try {
            return Snappy.compress(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
