package dev.signalbox.backend.trace;

import com.google.protobuf.Message;
import com.google.protobuf.MessageLite;
import dev.signalbox.backend.ingest.IngestCounters;
import dev.signalbox.backend.ingest.Signal;
import dev.signalbox.backend.otlp.OtlpReceiver;
import dev.signalbox.backend.store.Writer;
import io.grpc.MethodDescriptor;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import org.springframework.stereotype.Component;

/** Takes OTLP's traces into the store. */
@Component
class TraceReceiver implements OtlpReceiver<ExportTraceServiceRequest> {

    /** How many times their size on the wire spans take in memory. */
    private static final int WEIGHT = 4;

    private final Writer writer;
    private final IngestCounters counters;

    TraceReceiver(Writer writer, IngestCounters counters) {
        this.writer = writer;
        this.counters = counters;
    }

    @Override
    public Signal signal() {
        return Signal.TRACES;
    }

    @Override
    public ExportTraceServiceRequest prototype() {
        return ExportTraceServiceRequest.getDefaultInstance();
    }

    @Override
    public MethodDescriptor<ExportTraceServiceRequest, ? extends MessageLite> method() {
        return TraceServiceGrpc.getExportMethod();
    }

    @Override
    public void checkRoom() {
        writer.checkRoom(Signal.TRACES);
    }

    @Override
    public Message accept(ExportTraceServiceRequest request) {
        SpanDecoder.Decoded decoded = SpanDecoder.decode(request);
        writer.submit(
                Signal.TRACES,
                decoded.spans().size(),
                (long) request.getSerializedSize() * WEIGHT,
                SpanTable.rows(decoded.spans()));
        ExportTraceServiceResponse.Builder response = ExportTraceServiceResponse.newBuilder();
        if (decoded.rejected() > 0) {
            counters.of(Signal.TRACES).rejected(decoded.rejected());
            response.setPartialSuccess(ExportTracePartialSuccess.newBuilder()
                    .setRejectedSpans(decoded.rejected())
                    .setErrorMessage("Spans without a valid trace id, span id or time were not taken"));
        }
        return response.build();
    }
}
