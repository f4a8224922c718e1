package dev.signalbox.backend.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.backend.explorer.FlameChart.Box;
import dev.signalbox.backend.explorer.FlameChart.Origin;
import dev.signalbox.backend.profile.FlameGraph;
import dev.signalbox.backend.profile.NamedStacks;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlameChartTest {

    /** main calls hash for 60 and book for 40; book calls itself once. */
    private static final FlameGraph GRAPH = graph(
            stack(60, "app.Main.main", "org.bcrypt.BCrypt.hash"),
            stack(10, "app.Main.main", "dev.signalbox.Order.book"),
            stack(30, "app.Main.main", "dev.signalbox.Order.book", "dev.signalbox.Order.book"));

    @Test
    void boxesAreAsWideAsTheirShareAndStandBelowTheirCaller() {
        FlameChart chart = FlameChart.of(GRAPH, null, null);

        Box hash = box(chart, "BCrypt.hash");
        assertThat(hash.width()).isEqualTo(60);
        assertThat(hash.left()).isZero();
        assertThat(hash.level()).isEqualTo(2);
        Box book = chart.boxes().stream()
                .filter(box -> box.shortName().equals("Order.book") && box.level() == 2)
                .findFirst()
                .orElseThrow();
        assertThat(book.left()).isEqualTo(60);
        assertThat(book.width()).isEqualTo(40);
        assertThat(chart.levels()).isEqualTo(4);
    }

    @Test
    void zoomingFillsTheWidthAndKeepsTheCallersInSight() {
        String id = box(FlameChart.of(GRAPH, null, null), "BCrypt.hash").id();

        FlameChart zoomed = FlameChart.of(GRAPH, id, null);

        assertThat(zoomed.zoomed()).isTrue();
        assertThat(zoomed.boxes())
                .extracting(Box::shortName, Box::width, Box::context)
                .containsExactlyInAnyOrder(
                        tuple("all", 100.0, true), tuple("Main.main", 100.0, true), tuple("BCrypt.hash", 100.0, false));
    }

    @Test
    void anUnknownZoomShowsEverything() {
        assertThat(FlameChart.of(GRAPH, "no such box", null)).isEqualTo(FlameChart.of(GRAPH, null, null));
    }

    @Test
    void whatIsFoundIsCountedOnce() {
        FlameChart chart = FlameChart.of(GRAPH, null, "ORDER.book");

        assertThat(chart.found()).isEqualTo(40);
        assertThat(chart.boxes().stream().filter(Box::match)).hasSize(2);
    }

    @Test
    void aRecursiveMethodsTotalIsThatOfItsOutermostCall() {
        assertThat(FlameChart.of(GRAPH, null, null).top())
                .extracting(FlameChart.Method::name, FlameChart.Method::self, FlameChart.Method::total)
                .containsExactly(
                        tuple("org.bcrypt.BCrypt.hash", 60L, 60L),
                        tuple("dev.signalbox.Order.book", 40L, 40L),
                        tuple("app.Main.main", 0L, 100L));
    }

    @Test
    void whatIsTooNarrowToBeSeenIsLeftOutAndSaid() {
        FlameGraph graph = graph(stack(10_000, "a.A.a"), stack(1, "b.B.b"));

        FlameChart chart = FlameChart.of(graph, null, null);

        assertThat(chart.hidden()).isTrue();
        assertThat(chart.boxes()).extracting(Box::shortName).containsExactlyInAnyOrder("all", "A.a");
    }

    @Test
    void aGraphWithoutSamplesIsEmpty() {
        assertThat(FlameChart.of(graph(), null, "x").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "dev.signalbox.broker.order.Orders.book, OURS, Orders.book",
        "java.lang.Thread.run, JAVA, Thread.run",
        "java/lang/Thread.run, JAVA, Thread.run",
        "org.springframework.security.crypto.bcrypt.BCrypt.hashpw, LIBRARY, BCrypt.hashpw",
        "reactor.core.publisher.MonoFlatMap$FlatMapMain.onNext, LIBRARY, MonoFlatMap$FlatMapMain.onNext",
        "epoll_wait, NATIVE, epoll_wait",
        "G1ParScanThreadState::copy_to_survivor_space, NATIVE, G1ParScanThreadState::copy_to_survivor_space",
        "libc.so.6.__poll, NATIVE, __poll",
        "libjvm.so.C2Compiler::compile_method, NATIVE, C2Compiler::compile_method",
        "org.a.B$$Lambda.0x00007fd2012a.apply, LIBRARY, B$$Lambda.apply"
    })
    void aFrameIsNamedShortlyAndColouredByWhereItComesFrom(String name, Origin origin, String shortName) {
        Box box = FlameChart.of(graph(stack(1, name)), null, null).boxes().get(1);

        assertThat(box.origin()).isEqualTo(origin);
        assertThat(box.shortName()).isEqualTo(shortName);
    }

    private record Stack(long nanos, List<String> frames) {}

    private static Stack stack(long nanos, String... frames) {
        return new Stack(nanos, List.of(frames));
    }

    private static FlameGraph graph(Stack... stacks) {
        NamedStacks builder = new NamedStacks();
        for (Stack stack : stacks) {
            builder.add(stack.frames(), 1, stack.nanos());
        }
        return builder.build();
    }

    private static Box box(FlameChart chart, String shortName) {
        return chart.boxes().stream()
                .filter(box -> box.shortName().equals(shortName))
                .findFirst()
                .orElseThrow();
    }
}
