package dev.signalbox.backend;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Generated OTLP; the same seed gives the same, but for the time. */
public final class Otlp {

    private static final String[] SERVICES = {"auth-service", "broker-service", "front-service"};
    /** What has gone wrong somewhere before: quotes, escapes, other scripts, beyond 16 bits, control characters. */
    private static final String LETTERS = "abcXYZ019 ./:{}[]\"'\\%_-äß€漢\uD83D\uDE80\n\t\u0000\u001f";

    private Otlp() {}

    public static ByteString id(Random random, int length) {
        byte[] id = new byte[length];
        random.nextBytes(id);
        id[0] |= 1;
        return ByteString.copyFrom(id);
    }

    public static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }

    public static long now() {
        return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    }

    public static String text(Random random, int longest) {
        int[] letters = LETTERS.codePoints().toArray();
        return random.ints(random.nextInt(longest + 1), 0, letters.length)
                .mapToObj(i -> Character.toString(letters[i]))
                .collect(Collectors.joining());
    }

    public static KeyValue attribute(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    public static AnyValue value(Random random, int depth) {
        AnyValue.Builder value = AnyValue.newBuilder();
        switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> value.setBoolValue(random.nextBoolean());
            case 1 -> value.setIntValue(random.nextLong());
            case 2 -> value.setDoubleValue(random.nextGaussian() * 1e6);
            case 3, 4 -> value.setStringValue(text(random, 40));
            case 5 -> {
                ArrayValue.Builder array = ArrayValue.newBuilder();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.addValues(value(random, depth - 1));
                }
                value.setArrayValue(array);
            }
            default ->
                value.getKvlistValueBuilder()
                        .addValues(KeyValue.newBuilder().setKey("k").setValue(value(random, depth - 1)));
        }
        return value.build();
    }

    /** A span with a bit of everything. */
    public static Span.Builder span(Random random, ByteString traceId, ByteString parent, long start) {
        Span.Builder span = Span.newBuilder()
                .setTraceId(traceId)
                .setSpanId(id(random, 8))
                .setName("op-" + random.nextInt(10))
                .setKindValue(random.nextInt(6))
                .setStartTimeUnixNano(start)
                .setEndTimeUnixNano(start + random.nextInt(1_000_000_000))
                .setStatus(Status.newBuilder().setCodeValue(random.nextInt(3)).setMessage(text(random, 10)));
        if (parent != null) {
            span.setParentSpanId(parent);
        }
        for (int i = random.nextInt(6); i > 0; i--) {
            span.addAttributes(
                    KeyValue.newBuilder().setKey("key." + i + text(random, 5)).setValue(value(random, 2)));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            span.addEvents(Span.Event.newBuilder()
                    .setTimeUnixNano(start + i)
                    .setName("event-" + text(random, 5))
                    .addAttributes(attribute("exception.message", text(random, 30))));
        }
        if (random.nextInt(4) == 0) {
            span.addLinks(Span.Link.newBuilder().setTraceId(id(random, 16)).setSpanId(id(random, 8)));
        }
        return span;
    }

    /** One trace through three services. */
    public static ExportTraceServiceRequest trace(Random random, long start, int spans) {
        ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
        for (String service : SERVICES) {
            ResourceSpans.Builder resource = request.addResourceSpansBuilder();
            resource.setResource(resource(service));
            resource.addScopeSpansBuilder()
                    .setScope(InstrumentationScope.newBuilder().setName("test." + service));
        }
        ByteString traceId = id(random, 16);
        ByteString parent = null;
        for (int i = 0; i < spans; i++) {
            Span span = span(random, traceId, parent, start + i * 1000L).build();
            request.getResourceSpansBuilder(i % SERVICES.length)
                    .getScopeSpansBuilder(0)
                    .addSpans(span);
            parent = span.getSpanId();
        }
        return request.build();
    }

    public static Resource resource(String service) {
        return Resource.newBuilder()
                .addAttributes(attribute("service.name", service))
                .addAttributes(attribute("service.namespace", "signalbox"))
                .addAttributes(attribute("service.instance.id", service + "-1"))
                .build();
    }

    /** A request with just this span. */
    public static ExportTraceServiceRequest request(String service, Span... spans) {
        ScopeSpans.Builder scope = ScopeSpans.newBuilder();
        for (Span span : spans) {
            scope.addSpans(span);
        }
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .setResource(resource(service))
                        .addScopeSpans(scope))
                .build();
    }
}
