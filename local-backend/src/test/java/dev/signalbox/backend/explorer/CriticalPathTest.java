package dev.signalbox.backend.explorer;

import static dev.signalbox.backend.trace.SpanBuilder.id;
import static dev.signalbox.backend.trace.SpanBuilder.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.backend.explorer.CriticalPath.Stretch;
import dev.signalbox.backend.trace.Span;
import dev.signalbox.backend.trace.SpanBuilder;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CriticalPathTest {

    @Test
    void aSpanIsWaitedForWhereNoneOfItsChildrenIs() {
        assertThat(path(
                        span(1).at(0, 100),
                        span(2).below(1).at(10, 20),
                        span(3).below(1).at(50, 30)))
                .containsOnly(
                        Map.entry(id(1), List.of(millis(80, 100), millis(30, 50), millis(0, 10))),
                        Map.entry(id(2), List.of(millis(10, 30))),
                        Map.entry(id(3), List.of(millis(50, 80))));
    }

    @Test
    void ofChildrenAtTheSameTimeOnlyTheLastToEndIsWaitedFor() {
        assertThat(path(
                        span(1).at(0, 100),
                        span(2).below(1).at(10, 40),
                        span(3).below(1).at(20, 70),
                        span(4).below(2).at(15, 30)))
                .containsOnly(
                        Map.entry(id(1), List.of(millis(90, 100), millis(0, 20))),
                        Map.entry(id(3), List.of(millis(20, 90))));
    }

    @Test
    void aChildThatOutlivesItsParentCountsUntilTheParentEnds() {
        assertThat(path(
                        span(1).at(0, 100),
                        span(2).below(1).at(60, 500),
                        span(3).below(2).at(200, 50),
                        span(4).below(1).at(150, 10)))
                .containsOnly(Map.entry(id(1), List.of(millis(0, 60))), Map.entry(id(2), List.of(millis(60, 100))));
    }

    @Test
    void whateverTheSpansThePathIsAsLongAsTheTopAndNeverInTwoPlaces() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            SpanBuilder[] spans = IntStream.rangeClosed(1, 40)
                    .mapToObj(i -> i == 1
                            ? span(1).at(0, 1000)
                            : span(i).below(1 + random.nextInt(i - 1)).at(random.nextInt(1100), random.nextInt(400)))
                    .toArray(SpanBuilder[]::new);

            List<Stretch> stretches = path(spans).values().stream()
                    .flatMap(List::stream)
                    .sorted((one, other) -> Long.compare(one.start(), other.start()))
                    .toList();

            assertThat(stretches.get(0).start()).isZero();
            assertThat(stretches.get(stretches.size() - 1).end()).isEqualTo(TimeUnit.SECONDS.toNanos(1));
            for (int i = 1; i < stretches.size(); i++) {
                assertThat(stretches.get(i).start())
                        .isEqualTo(stretches.get(i - 1).end());
            }
        }
    }

    @Test
    void spansThatAreTheirOwnAncestorsEndTheSearch() {
        assertThat(path(span(1).below(2).at(0, 10), span(2).below(1).at(2, 5))).containsKey(id(1));
    }

    private static Map<String, List<Stretch>> path(SpanBuilder... spans) {
        List<Span> built = Stream.of(spans).map(SpanBuilder::build).toList();
        Map<String, List<Span>> children = built.stream()
                .filter(span -> span.parentSpanId() != null)
                .collect(Collectors.groupingBy(Span::parentSpanId));
        return CriticalPath.of(built.get(0), id -> children.getOrDefault(id, List.of()));
    }

    private static Stretch millis(long start, long end) {
        return new Stretch(TimeUnit.MILLISECONDS.toNanos(start), TimeUnit.MILLISECONDS.toNanos(end));
    }
}
