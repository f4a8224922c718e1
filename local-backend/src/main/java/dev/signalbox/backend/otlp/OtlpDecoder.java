package dev.signalbox.backend.otlp;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.signalbox.backend.ingest.RefusedException;
import java.io.StringWriter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Decodes OTLP requests from protobuf and from OTLP's dialect of protobuf's JSON. */
@Component
class OtlpDecoder {

    /** How many times its size a request takes while it is decoded. */
    static final int PROTOBUF_WEIGHT = 6;

    static final int JSON_WEIGHT = 12;

    /** Written in hex by OTLP, where protobuf's JSON has base64. */
    private static final Set<String> HEX_FIELDS =
            Set.of("traceId", "trace_id", "spanId", "span_id", "parentSpanId", "parent_span_id");

    private final JsonFactory json = JsonFactory.builder().build();

    /** Decodes a request, or refuses it as malformed. */
    <Q extends Message> Q protobuf(byte[] body, Q prototype) {
        try {
            return cast(prototype, prototype.getParserForType().parseFrom(body));
        } catch (InvalidProtocolBufferException e) {
            throw RefusedException.malformed("The body is not an OTLP request in protobuf: " + e.getMessage());
        }
    }

    /** Decodes a request, or refuses it as malformed. Unknown fields are passed over, as OTLP asks. */
    <Q extends Message> Q json(byte[] body, Q prototype) {
        try {
            Message.Builder builder = prototype.newBuilderForType();
            JsonFormat.parser().ignoringUnknownFields().merge(hexToBase64(body), builder);
            return cast(prototype, builder.build());
        } catch (InvalidProtocolBufferException | JacksonException | IllegalArgumentException e) {
            throw RefusedException.malformed("The body is not an OTLP request in JSON: " + firstLine(e.getMessage()));
        }
    }

    private String hexToBase64(byte[] body) {
        StringWriter copy = new StringWriter(body.length);
        try (JsonParser in = json.createParser(ObjectReadContext.empty(), body);
                JsonGenerator out = json.createGenerator(ObjectWriteContext.empty(), copy)) {
            for (JsonToken token; (token = in.nextToken()) != null; ) {
                if (token == JsonToken.VALUE_STRING && HEX_FIELDS.contains(String.valueOf(in.currentName()))) {
                    byte[] id = HexFormat.of().parseHex(in.getString());
                    out.writeString(Base64.getEncoder().encodeToString(id));
                } else {
                    out.copyCurrentEvent(in);
                }
            }
        }
        return copy.toString();
    }

    private static String firstLine(String message) {
        return message == null ? "" : message.lines().findFirst().orElse("");
    }

    @SuppressWarnings("unchecked")
    private static <Q extends Message> Q cast(Q prototype, Message message) {
        return (Q) prototype.getClass().cast(message);
    }
}
