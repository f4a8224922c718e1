package dev.signalbox.backend.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.backend.explorer.ServiceMap.Edge;
import dev.signalbox.backend.trace.Call;
import dev.signalbox.backend.trace.Call.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceMapTest {

    @Test
    void labelsAreApartWhereManyCallsLeaveOneServiceOrReachOne() {
        ServiceMap map = ServiceMap.of(List.of(
                call(null, "front", Kind.SERVICE),
                call("front", "broker", Kind.SERVICE),
                call("front", "auth", Kind.SERVICE),
                call("front", "search", Kind.SERVICE),
                call("front", "mail", Kind.SERVICE),
                call("front", "front-db", Kind.DATABASE),
                call("broker", "auth", Kind.SERVICE),
                call("broker", "broker-db", Kind.DATABASE),
                call("search", "auth", Kind.SERVICE),
                call("auth", "auth-db", Kind.DATABASE)));

        for (Edge one : map.edges()) {
            assertThat(map.edges())
                    .filteredOn(other -> other != one)
                    .noneMatch(other -> Math.abs(one.labelX() - other.labelX()) < ServiceMap.LABEL_WIDTH
                            && Math.abs(one.labelY() - other.labelY()) < ServiceMap.LABEL_HEIGHT);
        }
    }

    @Test
    void theLabelsOfOneServiceHaveRoomForTwoLinesAndAir() {
        ServiceMap map = ServiceMap.of(List.of(
                call("front", "auth", Kind.SERVICE),
                call("front", "broker", Kind.SERVICE),
                call("front", "mail", Kind.SERVICE)));

        List<Integer> heights = map.edges().stream().map(Edge::labelY).sorted().toList();
        assertThat(heights.get(1) - heights.get(0)).isGreaterThan(50);
        assertThat(heights.get(2) - heights.get(1)).isGreaterThan(50);
    }

    private static Call call(String from, String to, Kind kind) {
        return new Call(from, to, kind, 10, 1);
    }
}
