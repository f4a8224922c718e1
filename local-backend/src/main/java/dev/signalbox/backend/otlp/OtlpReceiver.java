package dev.signalbox.backend.otlp;

import com.google.protobuf.Message;
import com.google.protobuf.MessageLite;
import dev.signalbox.backend.ingest.RefusedException;
import dev.signalbox.backend.ingest.Signal;
import io.grpc.MethodDescriptor;

/**
 * What takes one signal of OTLP, however it was sent.
 *
 * @param <Q> its Export…ServiceRequest
 */
public interface OtlpReceiver<Q extends Message> {

    Signal signal();

    /** An empty request, to decode into. */
    Q prototype();

    /** The method by which gRPC calls it. */
    MethodDescriptor<Q, ? extends MessageLite> method();

    /**
     * Asked before a request is read.
     *
     * @throws RefusedException there is no room now
     */
    void checkRoom();

    /**
     * Takes what is good in the request.
     *
     * @return an Export…ServiceResponse, with a partial success when some of the request was not taken
     * @throws RefusedException nothing was taken
     */
    Message accept(Q request);
}
