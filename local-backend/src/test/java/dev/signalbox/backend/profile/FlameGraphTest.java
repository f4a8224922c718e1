package dev.signalbox.backend.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.backend.profile.FlameGraph.Method;
import dev.signalbox.backend.profile.FlameGraph.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlameGraphTest {

    private final NamedStacks builder = new NamedStacks();

    @Test
    void stacksShareTheirCallers() {
        add(List.of("main", "serve", "hash"), 2, 20);
        add(List.of("main", "serve"), 1, 10);
        add(List.of("main", "book"), 4, 40);

        FlameGraph graph = builder.build();

        assertThat(graph.samples()).isEqualTo(7);
        assertThat(graph.truncated()).isFalse();
        assertThat(graph.root())
                .isEqualTo(node(
                        "all",
                        0,
                        70,
                        node("main", 0, 70, node("book", 40, 40), node("serve", 10, 30, node("hash", 20, 20)))));
    }

    @Test
    void aDeepRecursionIsFoldedBetweenItsCallersAndWhatWasRunning() {
        // However deep the recursion was, it is the same way through the graph.
        for (int depth : List.of(1_500, 2_000)) {
            List<String> frames = new ArrayList<>(List.of("main", "serve"));
            frames.addAll(Collections.nCopies(depth, "walk"));
            frames.add("read");
            add(frames, 1, 10);
        }

        FlameGraph graph = builder.build();

        List<String> way = new ArrayList<>();
        for (Node node = graph.root(); !node.children().isEmpty(); ) {
            assertThat(node.children()).hasSize(1);
            node = node.children().get(0);
            assertThat(node.total()).isEqualTo(20);
            way.add(node.name());
        }
        assertThat(way)
                .hasSize(FlameGraphBuilder.MOST_LEVELS)
                .startsWith("main", "serve", "walk")
                .contains(MethodNames.FOLDED_NAME)
                .endsWith("walk", "read");
        assertThat(graph.truncated()).isTrue();
        assertThat(graph.methods())
                .containsExactlyInAnyOrder(
                        new Method("main", 0, 20),
                        new Method("serve", 0, 20),
                        new Method("walk", 0, 20),
                        new Method("read", 20, 20));
    }

    @Test
    void whatIsTooSmallIsLeftOutAndStaysInTheTotals() {
        add(List.of("main", "large"), 10_000, 10_000);
        add(List.of("main", "small"), 1, 1);

        FlameGraph graph = builder.build().withoutSmallParts();

        assertThat(graph.truncated()).isTrue();
        assertThat(graph.samples()).isEqualTo(10_001);
        assertThat(graph.root())
                .isEqualTo(node("all", 0, 10_001, node("main", 0, 10_001, node("large", 10_000, 10_000))));
    }

    @Test
    void aGraphOfEvenPartsHasBoundedNodes() {
        for (int leaf = 0; leaf < 1_500; leaf++) {
            List<String> frames = new ArrayList<>();
            for (int level = 0; level < 200; level++) {
                frames.add(leaf + "." + level);
            }
            add(frames, 1, leaf < 50 ? 11 : 10);
        }

        FlameGraph graph = builder.build().withoutSmallParts();

        assertThat(count(graph.root())).isEqualTo(1 + 50 * 200);
        assertThat(graph.truncated()).isTrue();
    }

    @Test
    void noSampleIsAnEmptyGraph() {
        assertThat(builder.build().withoutSmallParts())
                .isEqualTo(new FlameGraph(0, "nanoseconds", false, node("all", 0, 0), List.of()));
    }

    @Test
    void ofVeryManyPlacesTheLargestStayAndTheTimesOfMethodsAreExact() {
        for (int leaf = 0; leaf < 60_000; leaf++) {
            add(List.of("main", "rare" + leaf, "read"), 1, 1);
        }
        add(List.of("main", "often", "read"), 5, 5);

        FlameGraph graph = builder.build();

        assertThat(graph.truncated()).isTrue();
        assertThat(graph.root())
                .isEqualTo(node("all", 0, 60_005, node("main", 0, 60_005, node("often", 0, 5, node("read", 5, 5)))));
        assertThat(graph.methods())
                .contains(new Method("main", 0, 60_005), new Method("read", 60_005, 60_005), new Method("rare7", 0, 1));
    }

    @Test
    void aMethodThatCallsItselfCountsOnce() {
        add(List.of("main", "walk", "walk", "walk"), 1, 10);

        assertThat(builder.build().methods())
                .containsExactlyInAnyOrder(new Method("main", 0, 10), new Method("walk", 10, 10));
    }

    private void add(List<String> frames, long hits, long nanos) {
        builder.add(frames, hits, nanos);
    }

    private static int count(Node node) {
        return 1 + node.children().stream().mapToInt(FlameGraphTest::count).sum();
    }

    private static Node node(String name, long self, long total, Node... children) {
        return new Node(name, self, total, List.of(children));
    }
}
