package dev.signalbox.backend.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.backend.ingest.RefusedException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Labels of Loki's protobuf pushes. */
class LokiLabelsTest {

    @Test
    void labelsAreReadWithTheirEscapes() {
        assertThat(LokiLabels.parse("{}")).isEmpty();
        assertThat(LokiLabels.parse(" {a=\"1\", b_2 = \"x,y}\",c=\"\"} "))
                .isEqualTo(Map.of("a", "1", "b_2", "x,y}", "c", ""));
        assertThat(LokiLabels.parse("{a=\"say \\\"hi\\\"\\n\\\\n\"}")).isEqualTo(Map.of("a", "say \"hi\"\n\\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", "{", "{a}", "{a=1}", "{a=\"1}", "{a=\"1\" b=\"2\"}", "{=\"1\"}", "{a=\"1\"}}", "{,}"})
    void anythingElseIsMalformed(String text) {
        assertThatThrownBy(() -> LokiLabels.parse(text)).isInstanceOf(RefusedException.class);
    }
}
