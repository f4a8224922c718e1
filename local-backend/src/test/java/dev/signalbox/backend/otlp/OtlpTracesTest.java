package dev.signalbox.backend.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.util.JsonFormat;
import dev.signalbox.backend.Gzip;
import dev.signalbox.backend.Otlp;
import dev.signalbox.backend.RunningBackend;
import dev.signalbox.backend.port.Listener;
import dev.signalbox.backend.trace.Traces;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Traces come in by OTLP and go out by the query API. */
class OtlpTracesTest {

    private static final String PROTOBUF = "application/x-protobuf";
    private static final Pattern ID = Pattern.compile("\"((?:trace|span|parentSpan)Id)\":\\s*\"([^\"]*)\"");

    @TempDir
    static Path store;

    private static RunningBackend backend;
    private static ManagedChannel channel;

    @BeforeAll
    static void start() {
        backend = RunningBackend.start(store);
        channel = NettyChannelBuilder.forAddress("127.0.0.1", backend.grpcPort())
                .usePlaintext()
                .build();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        backend.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whatIsSentInProtobufComesBackAsItWas(long seed) {
        ExportTraceServiceRequest request = Otlp.trace(new Random(seed), Otlp.now(), 25);

        assertThat(export(request.toByteArray(), "Content-Type", PROTOBUF).statusCode())
                .isEqualTo(200);

        assertStored(request);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15})
    void whatIsSentInJsonComesBackAsItWas(long seed) throws Exception {
        ExportTraceServiceRequest request = Otlp.trace(new Random(seed), Otlp.now(), 25);

        HttpResponse<byte[]> response = export(
                Gzip.compress(json(request).getBytes(StandardCharsets.UTF_8)),
                "Content-Type",
                "application/json; charset=utf-8",
                "Content-Encoding",
                "gzip");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).isEqualTo("{}");
        assertStored(request);
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip"})
    void whatIsSentByGrpcComesBackAsItWas(String compression) {
        ExportTraceServiceRequest request = Otlp.trace(new Random(compression.hashCode()), Otlp.now(), 25);

        ExportTraceServiceResponse response = TraceServiceGrpc.newBlockingStub(channel)
                .withCompression(compression)
                .export(request);

        assertThat(response.hasPartialSuccess()).isFalse();
        assertStored(request);
    }

    @Test
    void spansWithoutAValidIdOrTimeAreRejectedAndTheOthersTaken() throws Exception {
        Random random = new Random(20);
        ByteString trace = Otlp.id(random, 16);
        Span good = Otlp.span(random, trace, null, Otlp.now()).build();
        ExportTraceServiceRequest request = Otlp.request(
                "auth-service",
                good,
                good.toBuilder().setTraceId(ByteString.copyFrom(new byte[16])).build(),
                good.toBuilder().setSpanId(ByteString.EMPTY).build(),
                good.toBuilder().setStartTimeUnixNano(0).build(),
                good.toBuilder().setStartTimeUnixNano(-1).build(),
                good.toBuilder()
                        .setStartTimeUnixNano(Otlp.now() + Duration.ofDays(30).toNanos())
                        .build());

        HttpResponse<byte[]> response = export(request.toByteArray(), "Content-Type", PROTOBUF);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(ExportTraceServiceResponse.parseFrom(response.body())
                        .getPartialSuccess()
                        .getRejectedSpans())
                .isEqualTo(5);
        JsonNode stored = backend.await(
                "/api/traces/" + Otlp.hex(trace), t -> t.path("spans").size() == 1);
        assertThat(stored.path("spans").get(0).path("spanId").stringValue()).isEqualTo(Otlp.hex(good.getSpanId()));
    }

    @Test
    void anEmptyRequestIsFine() {
        assertThat(export(new byte[0], "Content-Type", PROTOBUF).statusCode()).isEqualTo(200);
    }

    @Test
    void anotherContentTypeIs415AndAnotherEncodingToo() {
        assertThat(export(new byte[0], "Content-Type", "text/plain").statusCode())
                .isEqualTo(415);
        assertThat(export(new byte[0], "Content-Type", "/;;").statusCode()).isEqualTo(415);
        assertThat(export(new byte[0], "Content-Type", PROTOBUF, "Content-Encoding", "br")
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void anErrorIsAStatusInTheFormatOfTheRequest() throws Exception {
        HttpResponse<byte[]> protobuf = export(new byte[] {1, 2, 3}, "Content-Type", PROTOBUF);
        HttpResponse<byte[]> json = export("{\"resourceSpans\": 7}".getBytes(), "Content-Type", "application/json");

        assertThat(protobuf.statusCode()).isEqualTo(400);
        assertThat(com.google.rpc.Status.parseFrom(protobuf.body()).getMessage())
                .contains("not an OTLP request");
        assertThat(json.statusCode()).isEqualTo(400);
        assertThat(new String(json.body()))
                .startsWith("{")
                .contains("\"code\":3")
                .contains("not an OTLP request");
    }

    @Test
    void aDecompressionBombIs413() {
        byte[] bomb = Gzip.compress(new byte[200 << 20]);

        assertThat(bomb.length).isLessThan(1 << 20);
        assertThat(export(bomb, "Content-Type", PROTOBUF, "Content-Encoding", "gzip")
                        .statusCode())
                .isEqualTo(413);
        assertThat(export(new byte[9 << 20], "Content-Type", PROTOBUF).statusCode())
                .isEqualTo(413);
    }

    @Test
    void whatGrpcCannotDecodeIsAnInvalidArgument() {
        var raw = TraceServiceGrpc.getExportMethod().toBuilder(
                        new RawBytes(), TraceServiceGrpc.getExportMethod().getResponseMarshaller())
                .build();

        assertThatThrownBy(() -> io.grpc.stub.ClientCalls.blockingUnaryCall(
                        channel, raw, io.grpc.CallOptions.DEFAULT, new byte[] {1, 2, 3}))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageContaining("INVALID_ARGUMENT");
    }

    @Test
    void tracesAreFoundByWhatOneOfTheirSpansIs() {
        Random random = new Random(30);
        ByteString slow = Otlp.id(random, 16);
        ByteString failed = Otlp.id(random, 16);
        long start = Otlp.now();
        Span root = Span.newBuilder()
                .setTraceId(slow)
                .setSpanId(Otlp.id(random, 8))
                .setName("GET /search")
                .setStartTimeUnixNano(start)
                .setEndTimeUnixNano(start + 2_000_000_000L)
                .addAttributes(Otlp.attribute("odd/key~of.\"mine\"", "it's \"quoted\" \\ here"))
                .addAttributes(Otlp.attribute("a.list", "one,two"))
                .addAttributes(KeyValue.newBuilder()
                        .setKey("a.ratio")
                        .setValue(AnyValue.newBuilder().setDoubleValue(2.5e-7)))
                .build();
        Span child = root.toBuilder()
                .setSpanId(Otlp.id(random, 8))
                .setParentSpanId(root.getSpanId())
                .setName("child")
                .clearAttributes()
                .build();
        Span error = root.toBuilder()
                .setTraceId(failed)
                .setEndTimeUnixNano(start + 1_000_000)
                .clearAttributes()
                .setStatus(io.opentelemetry.proto.trace.v1.Status.newBuilder().setCodeValue(2))
                .build();
        export(Otlp.request("search-service", root, error).toByteArray(), "Content-Type", PROTOBUF);
        export(Otlp.request("search-backend", child).toByteArray(), "Content-Type", PROTOBUF);
        backend.await("/api/traces/" + Otlp.hex(slow), t -> t.path("spans").size() == 2);

        assertThat(found("service=search-service")).containsExactlyInAnyOrder(Otlp.hex(slow), Otlp.hex(failed));
        assertThat(found("service=search-service&minDurationMs=1999.5")).containsExactly(Otlp.hex(slow));
        assertThat(found("service=search-service&maxDurationMs=1.5")).containsExactly(Otlp.hex(failed));
        assertThat(found("service=search-service&status=error")).containsExactly(Otlp.hex(failed));
        assertThat(found("service=search-service&status=OK")).containsExactly(Otlp.hex(slow));
        assertThat(found("service=search-service&operation=child")).isEmpty();
        assertThat(found("service=search-backend&operation=child")).containsExactly(Otlp.hex(slow));
        assertThat(found("attribute=service.name=search-backend")).containsExactly(Otlp.hex(slow));
        assertThat(found("attribute=" + encode("odd/key~of.\"mine\"=it's \"quoted\" \\ here")))
                .containsExactly(Otlp.hex(slow));
        assertThat(found("attribute=" + encode("odd/key~of.\"mine\"=other"))).isEmpty();
        assertThat(found("attribute=" + encode("a.list=one,two"))).containsExactly(Otlp.hex(slow));
        // As DuckDB writes it; in the store it is 2.5E-7.
        assertThat(found("attribute=a.ratio=2.5e-7")).containsExactly(Otlp.hex(slow));
        assertThat(found("attribute=" + encode("a.list=one") + "&attribute=service.name=search-service"))
                .isEmpty();
        assertThat(found("service=search-service&to=2020-01-01T00:00:00Z")).isEmpty();
        assertThat(found("service=search-service&from=" + (System.currentTimeMillis() + 60_000)))
                .isEmpty();
        JsonNode summary = backend.query("/api/traces?service=search-backend")
                .path("items")
                .get(0);
        assertThat(summary.path("rootService").stringValue()).isEqualTo("search-service");
        assertThat(summary.path("rootOperation").stringValue()).isEqualTo("GET /search");
        assertThat(summary.path("durationMs").asDouble()).isEqualTo(2000.0);
        assertThat(summary.path("services").toString()).isEqualTo("[\"search-backend\",\"search-service\"]");
    }

    @Test
    void aTraceWhoseRootNeverCameIsListedByItsEarliestSpan() {
        Random random = new Random(31);
        Span orphan = Otlp.span(random, Otlp.id(random, 16), Otlp.id(random, 8), Otlp.now())
                .setName("orphan")
                .build();
        export(Otlp.request("lonely-service", orphan).toByteArray(), "Content-Type", PROTOBUF);

        JsonNode page = backend.await(
                "/api/traces?service=lonely-service", p -> p.path("items").size() == 1);

        assertThat(page.path("items").get(0).path("rootOperation").stringValue())
                .isEqualTo("orphan");
    }

    @Test
    void pagesGiveEveryTraceOnceNewestFirst() {
        Random random = new Random(40);
        long start = Otlp.now();
        Set<String> sent = new HashSet<>();
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < 23; i++) {
            // Some at the same nanosecond: the place in the list must still be unambiguous.
            Span span =
                    Otlp.span(random, Otlp.id(random, 16), null, start + i / 4).build();
            spans.add(span);
            sent.add(Otlp.hex(span.getTraceId()));
        }
        export(Otlp.request("paged-service", spans.toArray(Span[]::new)).toByteArray(), "Content-Type", PROTOBUF);
        backend.await(
                "/api/traces?service=paged-service&limit=100",
                p -> p.path("items").size() == 23);

        List<Instant> times = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = backend.query("/api/traces?service=paged-service&limit=5" + next);
            for (JsonNode item : page.path("items")) {
                ids.add(item.path("traceId").stringValue());
                times.add(Instant.parse(item.path("startTime").stringValue()));
            }
            next = page.path("next").isNull()
                    ? null
                    : "&before=" + page.path("next").stringValue();
        } while (next != null);

        assertThat(ids).doesNotHaveDuplicates().hasSize(23).hasSameElementsAs(sent);
        assertThat(times).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=1001",
                "limit=x",
                "from=yesterday",
                "to=99999999999999999",
                "status=maybe",
                "attribute=novalue",
                "before=x",
                "before=99999999999999999999_00",
                "before=1_'%3B drop table spans",
                "minDurationMs=x"
            })
    void anImpossibleQueryIs400WithAReason(String query) {
        HttpResponse<byte[]> response = backend.get("/api/traces?" + query.replace(" ", "%20"));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void anUnknownTraceIs404() {
        assertThat(backend.get("/api/traces/4bf92f3577b34da6a3ce929d0e0e4736").statusCode())
                .isEqualTo(404);
    }

    private static HttpResponse<byte[]> export(byte[] body, String... headers) {
        return backend.post(Listener.OTLP_HTTP, "/v1/traces", body, headers);
    }

    private static List<String> found(String query) {
        List<String> ids = new ArrayList<>();
        backend.query("/api/traces?" + query)
                .path("items")
                .forEach(item -> ids.add(item.path("traceId").stringValue()));
        return ids;
    }

    private static String encode(String text) {
        return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** OTLP's JSON: as protobuf's, but ids in hex. */
    private static String json(ExportTraceServiceRequest request) throws Exception {
        return ID.matcher(JsonFormat.printer().print(request))
                .replaceAll(match -> "\"" + match.group(1) + "\": \""
                        + Otlp.hex(ByteString.copyFrom(Base64.getDecoder().decode(match.group(2)))) + "\"");
    }

    private static void assertStored(ExportTraceServiceRequest request) {
        List<dev.signalbox.backend.trace.Span> sent = new ArrayList<>();
        for (ResourceSpans resource : request.getResourceSpansList()) {
            String service = resource.getResource().getAttributes(0).getValue().getStringValue();
            resource.getScopeSpans(0)
                    .getSpansList()
                    .forEach(span -> sent.add(expected(
                            span, service, resource.getScopeSpans(0).getScope().getName())));
        }
        sent.sort(Comparator.comparing(dev.signalbox.backend.trace.Span::startTimeUnixNano));
        Traces traces = backend.bean(Traces.class);

        List<dev.signalbox.backend.trace.Span> stored = Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> traces.spans(sent.get(0).traceId()), spans -> spans.size() == sent.size());

        assertThat(stored).isEqualTo(sent);
    }

    private static dev.signalbox.backend.trace.Span expected(Span span, String service, String scope) {
        return new dev.signalbox.backend.trace.Span(
                Otlp.hex(span.getTraceId()),
                Otlp.hex(span.getSpanId()),
                span.getParentSpanId().isEmpty() ? null : Otlp.hex(span.getParentSpanId()),
                service,
                service + "-1",
                span.getName(),
                span.getKind().name().replace("SPAN_KIND_", ""),
                span.getStartTimeUnixNano(),
                span.getEndTimeUnixNano() - span.getStartTimeUnixNano(),
                span.getStatus().getCode().name().replace("STATUS_CODE_", ""),
                span.getStatus().getMessage().isEmpty()
                        ? null
                        : span.getStatus().getMessage(),
                null,
                scope,
                normalised(OtlpValues.map(span.getAttributesList())),
                normalised(OtlpValues.map(Otlp.resource(service).getAttributesList())),
                span.getEventsList().stream()
                        .map(event -> new dev.signalbox.backend.trace.Span.Event(
                                event.getTimeUnixNano(),
                                event.getName(),
                                normalised(OtlpValues.map(event.getAttributesList()))))
                        .toList(),
                span.getLinksList().stream()
                        .map(link -> new dev.signalbox.backend.trace.Span.Link(
                                Otlp.hex(link.getTraceId()),
                                Otlp.hex(link.getSpanId()),
                                normalised(OtlpValues.map(link.getAttributesList()))))
                        .toList());
    }

    /** JSON has one kind of integer where Java has two. */
    private static java.util.Map<String, Object> normalised(java.util.Map<String, Object> attributes) {
        return dev.signalbox.backend.store.Json.readObject(dev.signalbox.backend.store.Json.write(attributes));
    }

    private static final class RawBytes implements io.grpc.MethodDescriptor.Marshaller<byte[]> {
        @Override
        public java.io.InputStream stream(byte[] value) {
            return new java.io.ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(java.io.InputStream stream) {
            throw new UnsupportedOperationException();
        }
    }
}
