package dev.signalbox.backend.metric;

import com.google.protobuf.Message;
import com.google.protobuf.MessageLite;
import dev.signalbox.backend.ingest.IngestCounters;
import dev.signalbox.backend.ingest.Signal;
import dev.signalbox.backend.otlp.OtlpReceiver;
import io.grpc.MethodDescriptor;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import org.springframework.stereotype.Component;

/** Takes OTLP's metrics. */
@Component
class MetricReceiver implements OtlpReceiver<ExportMetricsServiceRequest> {

    private final Series series;
    private final IngestCounters counters;

    MetricReceiver(Series series, IngestCounters counters) {
        this.series = series;
        this.counters = counters;
    }

    @Override
    public Signal signal() {
        return Signal.METRICS;
    }

    @Override
    public ExportMetricsServiceRequest prototype() {
        return ExportMetricsServiceRequest.getDefaultInstance();
    }

    @Override
    public MethodDescriptor<ExportMetricsServiceRequest, ? extends MessageLite> method() {
        return MetricsServiceGrpc.getExportMethod();
    }

    /** Always: only the latest points are kept, and nothing queues. */
    @Override
    public void checkRoom() {}

    @Override
    public Message accept(ExportMetricsServiceRequest request) {
        MetricDecoder.Decoded decoded = MetricDecoder.decode(request);
        int rejected = decoded.rejected() + series.put(decoded);
        ExportMetricsServiceResponse.Builder response = ExportMetricsServiceResponse.newBuilder();
        if (rejected > 0) {
            counters.of(Signal.METRICS).rejected(rejected);
            response.setPartialSuccess(ExportMetricsPartialSuccess.newBuilder()
                    .setRejectedDataPoints(rejected)
                    .setErrorMessage("Not taken: delta temporality, exponential histograms, invalid points, names known"
                            + " with another type, and series beyond the limit"));
        }
        return response.build();
    }
}
