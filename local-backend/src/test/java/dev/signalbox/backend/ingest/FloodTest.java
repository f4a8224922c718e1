package dev.signalbox.backend.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.rpc.RetryInfo;
import dev.signalbox.backend.Loki;
import dev.signalbox.backend.Otlp;
import dev.signalbox.backend.RunningBackend;
import dev.signalbox.backend.port.Listener;
import dev.signalbox.backend.profile.Recordings;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More arrives than can be stored: the sender is told to slow down, and what was taken is not lost. */
class FloodTest {

    @TempDir
    Path store;

    private RunningBackend backend;

    @BeforeEach
    void startWithASmallQueueThatIsEmptiedRarely() {
        backend = RunningBackend.start(store, "signalbox.ingest.queue=256KB", "signalbox.store.flush-interval=3s");
    }

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void otlpOverHttpAnswers429WithRetryAfterUntilThereIsRoomAgain() {
        byte[] body = Otlp.trace(new Random(1), Otlp.now(), 100).toByteArray();
        int taken = 0;
        HttpResponse<byte[]> response;
        while ((response = traces(body)).statusCode() == 200) {
            taken++;
        }

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.headers().firstValue("Retry-After")).hasValue("2");
        assertThat(taken).isPositive();
        assertThat(backend.count("traces", "refused")).isPositive();
        assertThat(backend.count("traces", "received")).isEqualTo(taken * 100L);
        int sent = taken;
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> backend.count("traces", "stored") == sent * 100L);
        assertThat(traces(body).statusCode()).isEqualTo(200);
    }

    @Test
    void otlpOverGrpcAnswersResourceExhaustedWithRetryInfo() throws Exception {
        ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", backend.grpcPort())
                .usePlaintext()
                .build();
        try {
            ExportTraceServiceRequest request = Otlp.trace(new Random(2), Otlp.now(), 100);
            StatusRuntimeException refused = exportUntilRefused(channel, request);

            assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
            Any detail = StatusProto.fromThrowable(refused).getDetails(0);
            assertThat(detail.unpack(RetryInfo.class).getRetryDelay().getSeconds())
                    .isEqualTo(2);
        } finally {
            channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void lokiAnswers429AndTheOtherSignalsGoOn() {
        byte[] body = Loki.json(Loki.stream(new Random(3), "storm", 100));
        HttpResponse<byte[]> response;
        while ((response = backend.post(Listener.LOKI, "/loki/api/v1/push", body, "Content-Type", "application/json"))
                        .statusCode()
                == 204) {
            // Until it is too much.
        }

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.headers().firstValue("Retry-After")).hasValue("2");
        assertThat(traces(Otlp.trace(new Random(4), Otlp.now(), 5).toByteArray())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void pyroscopesIngestAnswers429AndWhatWasTakenIsStored() {
        byte[] body = Recordings.multipart("jfr", Recordings.ofDifferentStacks(10, 80));
        int taken = 0;
        HttpResponse<byte[]> response;
        while ((response = recording(body)).statusCode() == 200) {
            taken++;
        }

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.headers().firstValue("Retry-After")).hasValue("2");
        assertThat(taken).isPositive();
        assertThat(backend.count("profiles", "refused")).isEqualTo(1);
        assertThat(backend.count("profiles", "received")).isEqualTo(taken * 10L);
        int sent = taken;
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> backend.count("profiles", "stored") == sent * 10L);
        assertThat(recording(body).statusCode()).isEqualTo(200);
    }

    private HttpResponse<byte[]> recording(byte[] body) {
        return backend.post(
                Listener.PYROSCOPE, "/ingest?name=storm&format=jfr", body, "Content-Type", Recordings.CONTENT_TYPE);
    }

    private HttpResponse<byte[]> traces(byte[] body) {
        return backend.post(Listener.OTLP_HTTP, "/v1/traces", body, "Content-Type", "application/x-protobuf");
    }

    private static StatusRuntimeException exportUntilRefused(
            ManagedChannel channel, ExportTraceServiceRequest request) {
        try {
            while (true) {
                TraceServiceGrpc.newBlockingStub(channel).export(request);
            }
        } catch (StatusRuntimeException e) {
            return e;
        }
    }
}
