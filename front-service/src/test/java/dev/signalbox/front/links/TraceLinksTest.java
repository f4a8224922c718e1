package dev.signalbox.front.links;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceLinksTest {

    private static final String ID = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final TraceLinks links = new TraceLinks(
            new LinkProperties("http://g/t/{traceId}", "http://g/l?id={traceId}", "http://g/p/{traceId}/x"));

    @Test
    void theIdIsPutWhereTheTemplateWantsIt() {
        assertThat(links.of(ID))
                .isEqualTo(new Links("http://g/t/" + ID, "http://g/l?id=" + ID, "http://g/p/" + ID + "/x"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "theirs", "javascript:alert(1)", "4BF92F3577B34DA6A3CE929D0E0E4736", "../../admin"})
    void whatIsNoTraceIdLeadsNowhere(String id) {
        assertThat(links.of(id)).isNull();
    }
}
