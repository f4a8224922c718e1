package dev.signalbox.backend.profile;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import dev.signalbox.backend.ingest.RefusedException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads the strings that a recording only has numbers for ({@code LabelsSnapshot} in Pyroscope's jfr_labels.proto:
 * field 2 is {@code map<int64, string> strings}).
 */
final class LabelStrings {

    private LabelStrings() {}

    static Map<Long, String> decode(byte[] labels) {
        try {
            Map<Long, String> strings = new HashMap<>();
            CodedInputStream in = CodedInputStream.newInstance(labels);
            for (int tag; (tag = in.readTag()) != 0; ) {
                if (tag == (2 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED)) {
                    entry(in, strings);
                } else {
                    in.skipField(tag);
                }
            }
            return strings;
        } catch (InvalidProtocolBufferException e) {
            throw RefusedException.malformed("The part `labels` is not a snapshot of labels: " + e.getMessage());
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory cannot fail", e);
        }
    }

    private static void entry(CodedInputStream in, Map<Long, String> strings) throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        long key = 0;
        String value = "";
        for (int tag; (tag = in.readTag()) != 0; ) {
            if (tag == (1 << 3 | WireFormat.WIRETYPE_VARINT)) {
                key = in.readInt64();
            } else if (tag == (2 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED)) {
                value = in.readStringRequireUtf8();
            } else {
                in.skipField(tag);
            }
        }
        in.checkLastTagWas(0);
        in.popLimit(outer);
        strings.put(key, value);
    }
}
