package dev.signalbox.backend.otlp;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.protobuf.MessageLite;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import dev.signalbox.backend.ingest.Bodies;
import dev.signalbox.backend.ingest.IngestCounters;
import dev.signalbox.backend.ingest.IngestSettings;
import dev.signalbox.backend.ingest.RefusedException;
import dev.signalbox.backend.port.PortSettings;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * OTLP/gRPC. Messages come in as bytes and are decoded here, not by gRPC: so that their memory is accounted for, and
 * what cannot be decoded is answered with INVALID_ARGUMENT.
 */
@Component
public class OtlpGrpcServer implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(OtlpGrpcServer.class);

    /** Calls whose message is on its way; each may hold one message of the largest size outside of the heap. */
    private static final int CALLS_AT_ONCE = 16;

    private final Server server;
    private final ExecutorService executor = Executors.newFixedThreadPool(4, task -> new Thread(task, "otlp-grpc"));
    private final OtlpDecoder decoder;
    private final Bodies bodies;
    private final IngestCounters counters;
    private volatile boolean running;

    OtlpGrpcServer(
            PortSettings ports,
            ServerProperties web,
            IngestSettings limits,
            List<OtlpReceiver<?>> receivers,
            OtlpDecoder decoder,
            Bodies bodies,
            IngestCounters counters) {
        this.decoder = decoder;
        this.bodies = bodies;
        this.counters = counters;
        InetAddress address = web.getAddress();
        NettyServerBuilder builder = NettyServerBuilder.forAddress(
                        address == null
                                ? new InetSocketAddress(ports.otlpGrpc())
                                : new InetSocketAddress(address, ports.otlpGrpc()))
                .executor(executor)
                .maxInboundMessageSize(Math.toIntExact(limits.maxBody().toBytes()))
                .maxConcurrentCallsPerConnection(CALLS_AT_ONCE);
        for (OtlpReceiver<?> receiver : receivers) {
            builder.addService(service(receiver, limits));
        }
        this.server = builder.build();
    }

    private <Q extends Message> ServerServiceDefinition service(OtlpReceiver<Q> receiver, IngestSettings limits) {
        return service(receiver, receiver.method(), limits);
    }

    private <Q extends Message, R extends MessageLite> ServerServiceDefinition service(
            OtlpReceiver<Q> receiver, MethodDescriptor<Q, R> method, IngestSettings limits) {
        MethodDescriptor<byte[], R> raw =
                method.toBuilder(new RawBytes(), method.getResponseMarshaller()).build();
        ServerServiceDefinition service = ServerServiceDefinition.builder(method.getServiceName())
                .addMethod(raw, ServerCalls.asyncUnaryCall((body, answer) -> export(receiver, body, answer)))
                .build();
        ServerInterceptor limit =
                new ConcurrencyLimit(new Semaphore(CALLS_AT_ONCE), () -> tooMuch(receiver, limits.retryAfter()));
        return ServerInterceptors.intercept(service, limit);
    }

    @SuppressWarnings("unchecked")
    private <Q extends Message, R extends MessageLite> void export(
            OtlpReceiver<Q> receiver, byte[] body, StreamObserver<R> answer) {
        try (Bodies.Reservation reservation = bodies.reserve(OtlpDecoder.PROTOBUF_WEIGHT)) {
            receiver.checkRoom();
            reservation.add(body.length);
            R response = (R) receiver.accept(decoder.protobuf(body, receiver.prototype()));
            answer.onNext(response);
            answer.onCompleted();
        } catch (RefusedException e) {
            if (e.retryAfter() != null) {
                answer.onError(tooMuch(receiver, e.retryAfter()));
            } else {
                counters.of(receiver.signal()).malformed();
                answer.onError(io.grpc.Status.INVALID_ARGUMENT
                        .withDescription(e.getMessage())
                        .asRuntimeException());
            }
        }
    }

    /** "Come again later" as the OTLP specification writes it: RESOURCE_EXHAUSTED with RetryInfo. */
    private StatusRuntimeException tooMuch(OtlpReceiver<?> receiver, java.time.Duration retryAfter) {
        counters.of(receiver.signal()).refused();
        return StatusProto.toStatusRuntimeException(Status.newBuilder()
                .setCode(Code.RESOURCE_EXHAUSTED_VALUE)
                .setMessage("More arrives than can be stored; try again later")
                .addDetails(Any.pack(RetryInfo.newBuilder()
                        .setRetryDelay(Duration.newBuilder()
                                .setSeconds(retryAfter.toSeconds())
                                .setNanos(retryAfter.toNanosPart()))
                        .build()))
                .build());
    }

    /** The port it is really on. */
    public int port() {
        return server.getPort();
    }

    @Override
    public void start() {
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException("OTLP/gRPC cannot listen: " + e.getMessage(), e);
        }
        LOG.info("OTLP/gRPC is on port {}", server.getPort());
        running = true;
    }

    @Override
    public void stop() {
        server.shutdown();
        try {
            if (!server.awaitTermination(2, TimeUnit.SECONDS)) {
                server.shutdownNow();
            }
        } catch (InterruptedException e) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
        executor.shutdown();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private static final class RawBytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Turns calls away while too many are open. */
    private record ConcurrencyLimit(Semaphore calls, Supplier<StatusRuntimeException> refusal)
            implements ServerInterceptor {

        @Override
        public <Q, R> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
            if (!calls.tryAcquire()) {
                StatusRuntimeException refused = refusal.get();
                call.close(refused.getStatus(), refused.getTrailers());
                return new ServerCall.Listener<>() {};
            }
            return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
                @Override
                public void onComplete() {
                    calls.release();
                    super.onComplete();
                }

                @Override
                public void onCancel() {
                    calls.release();
                    super.onCancel();
                }
            };
        }
    }
}
