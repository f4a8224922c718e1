package dev.signalbox.backend.otlp;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import com.google.rpc.Code;
import com.google.rpc.Status;
import dev.signalbox.backend.ingest.Bodies;
import dev.signalbox.backend.ingest.IngestCounters;
import dev.signalbox.backend.ingest.RefusedException;
import dev.signalbox.backend.ingest.Signal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** OTLP/HTTP: protobuf and JSON, each with gzip or without; errors are a google.rpc.Status in the request's format. */
@RestController
class OtlpHttpController {

    private static final MediaType PROTOBUF = new MediaType("application", "x-protobuf");

    private final Map<Signal, OtlpReceiver<?>> receivers;
    private final OtlpDecoder decoder;
    private final Bodies bodies;
    private final IngestCounters counters;

    OtlpHttpController(List<OtlpReceiver<?>> receivers, OtlpDecoder decoder, Bodies bodies, IngestCounters counters) {
        this.receivers = receivers.stream().collect(Collectors.toMap(OtlpReceiver::signal, Function.identity()));
        this.decoder = decoder;
        this.bodies = bodies;
        this.counters = counters;
    }

    @PostMapping("/v1/{signal:traces|metrics}")
    ResponseEntity<byte[]> export(@PathVariable String signal, HttpServletRequest request) throws IOException {
        OtlpReceiver<?> receiver = receivers.get(Signal.valueOf(signal.toUpperCase(Locale.ROOT)));
        boolean json = false;
        try {
            json = isJson(request);
            return answer(HttpStatus.OK, null, take(receiver, request, json), json);
        } catch (RefusedException e) {
            if (e.retryAfter() != null) {
                counters.of(receiver.signal()).refused();
            } else {
                counters.of(receiver.signal()).malformed();
            }
            Status status = Status.newBuilder()
                    .setCode(code(e.status()).getNumber())
                    .setMessage(e.getMessage())
                    .build();
            return answer(e.status(), e.retryAfterSeconds(), status, json);
        }
    }

    private <Q extends Message> Message take(OtlpReceiver<Q> receiver, HttpServletRequest request, boolean json)
            throws IOException {
        receiver.checkRoom();
        int weight = json ? OtlpDecoder.JSON_WEIGHT : OtlpDecoder.PROTOBUF_WEIGHT;
        try (Bodies.Reservation reservation = bodies.reserve(weight)) {
            byte[] body =
                    bodies.read(request.getInputStream(), request.getHeader(HttpHeaders.CONTENT_ENCODING), reservation);
            return receiver.accept(
                    json ? decoder.json(body, receiver.prototype()) : decoder.protobuf(body, receiver.prototype()));
        }
    }

    private static boolean isJson(HttpServletRequest request) {
        try {
            MediaType type = MediaType.parseMediaType(String.valueOf(request.getContentType()));
            if (type.equalsTypeAndSubtype(PROTOBUF)) {
                return false;
            }
            if (type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)) {
                return true;
            }
        } catch (InvalidMediaTypeException e) {
            // As wrong as any other type.
        }
        throw RefusedException.unsupported("Content-Type must be application/x-protobuf or application/json");
    }

    private static Code code(HttpStatus status) {
        return switch (status) {
            case TOO_MANY_REQUESTS -> Code.RESOURCE_EXHAUSTED;
            default -> Code.INVALID_ARGUMENT;
        };
    }

    private static ResponseEntity<byte[]> answer(HttpStatus status, String retryAfter, Message message, boolean json)
            throws InvalidProtocolBufferException {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(json ? MediaType.APPLICATION_JSON : PROTOBUF);
        if (retryAfter != null) {
            headers.set(HttpHeaders.RETRY_AFTER, retryAfter);
        }
        byte[] body = json
                ? JsonFormat.printer()
                        .omittingInsignificantWhitespace()
                        .print(message)
                        .getBytes(StandardCharsets.UTF_8)
                : message.toByteArray();
        return new ResponseEntity<>(body, headers, status);
    }
}
