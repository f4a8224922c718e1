package dev.signalbox.backend.explorer;

import static dev.signalbox.backend.trace.SpanBuilder.id;
import static dev.signalbox.backend.trace.SpanBuilder.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.backend.trace.Span;
import dev.signalbox.backend.trace.SpanBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaterfallTest {

    @Test
    void childrenStandBelowTheirParentInTheOrderTheyStarted() {
        Waterfall waterfall = waterfall(
                span(3).below(1).at(1050, 10),
                span(4).below(2).at(1020, 5),
                span(2).below(1).at(1010, 20),
                span(1).at(1000, 100));

        assertThat(waterfall.rows())
                .extracting(row -> row.span().spanId(), Waterfall.Row::depth)
                .containsExactly(at(1, 0), at(2, 1), at(4, 2), at(3, 1));
        assertThat(waterfall.complete()).isTrue();
    }

    @Test
    void barsAreWhereTheTimeWas() {
        Waterfall waterfall = waterfall(span(1).at(1000, 200), span(2).below(1).at(1050, 100));

        assertThat(waterfall.rows().get(1).left()).isEqualTo(25);
        assertThat(waterfall.rows().get(1).width()).isEqualTo(50);
    }

    @Test
    void aSpanWhoseParentIsNotThereIsMarkedAndTheTraceIsIncomplete() {
        Waterfall waterfall = waterfall(span(1).at(1000, 100), span(2).below(77).at(900, 10), span(3).below(2));

        assertThat(waterfall.rows()).extracting(Waterfall.Row::orphan).containsExactly(false, true, false);
        assertThat(waterfall.orphans()).isEqualTo(1);
        assertThat(waterfall.complete()).isFalse();
    }

    @Test
    void theRootComesFirstWhateverTheClocksSay() {
        Waterfall waterfall = waterfall(span(2).below(77).at(10, 10), span(1).at(1000, 100));

        assertThat(waterfall.rows().get(0).span().spanId()).isEqualTo(id(1));
        assertThat(waterfall.first().span().spanId()).isEqualTo(id(1));
    }

    @Test
    void spansThatAreTheirOwnAncestorsAreShownAndEndTheSearch() {
        Waterfall waterfall = waterfall(span(1).below(2), span(2).below(1), span(3).below(3), span(4).below(1));

        assertThat(waterfall.rows()).hasSize(4);
        assertThat(waterfall.complete()).isFalse();
        assertThat(waterfall.hasRoot()).isFalse();
        assertThat(waterfall.profiled(waterfall.rows().get(0).span())).isEmpty();
    }

    @Test
    void aSpanThatWasDeliveredTwiceIsShownOnce() {
        assertThat(waterfall(span(1), span(1), span(2).below(1)).rows()).hasSize(2);
    }

    @Test
    void aTraceMayBeThousandsOfSpansDeep() {
        List<Span> spans = new ArrayList<>(List.of(span(1).build()));
        for (int i = 2; i <= 20_000; i++) {
            spans.add(span(i).below(i - 1).build());
        }

        Waterfall waterfall = Waterfall.of(spans);

        assertThat(waterfall.rows().get(19_999).depth()).isEqualTo(19_999);
    }

    @Test
    void aRowSaysWhereTheRequestEntersAnotherService() {
        Waterfall waterfall = waterfall(
                span(1).in("front-service"),
                span(2).in("front-service").below(1),
                span(3).in("broker-service").below(2));

        assertThat(waterfall.rows()).extracting(Waterfall.Row::entersService).containsExactly(true, false, true);
    }

    @Test
    void theProfilerKnowsASpanByTheFirstSpanOfItsRequestInTheService() {
        Waterfall waterfall = waterfall(
                span(1).in("front-service").profiledAs("a"),
                span(2).in("auth-service").below(1).profiledAs("b"),
                span(3).in("auth-service").below(2),
                span(4).in("broker-service").below(1));

        assertThat(profiled(waterfall, 3)).containsExactly(id(2));
        assertThat(profiled(waterfall, 2)).containsExactly(id(2));
        assertThat(profiled(waterfall, 4)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"5,1", "7,2", "95,20", "1000,200", "3600000,1000000"})
    void theTimeAxisHasAFewLinesAtRoundDistances(long millis, long step) {
        Waterfall waterfall = waterfall(span(1).at(0, millis));

        assertThat(waterfall.ticks()).hasSizeBetween(4, 6);
        assertThat(waterfall.ticks().get(0).nanos()).isZero();
        assertThat(waterfall.ticks().get(1).nanos()).isEqualTo(step * 1_000_000);
    }

    @Test
    void aTraceWithoutAnyDurationHasATimeAxisToo() {
        Waterfall waterfall = waterfall(span(1).at(1000, 0));

        assertThat(waterfall.ticks()).isNotEmpty();
        assertThat(waterfall.rows().get(0).left()).isZero();
    }

    private static Waterfall waterfall(SpanBuilder... spans) {
        return Waterfall.of(Arrays.stream(spans).map(SpanBuilder::build).toList());
    }

    private static Tuple at(int id, int depth) {
        return tuple(id(id), depth);
    }

    private static List<String> profiled(Waterfall waterfall, int id) {
        return waterfall.row(id(id)).flatMap(row -> waterfall.profiled(row.span())).map(Span::spanId).stream()
                .toList();
    }
}
