package dev.signalbox.lab.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.lab.verify.Catalogue.Entry;
import dev.signalbox.lab.verify.Catalogue.Kind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {

    private static final Catalogue SMALL = Catalogue.of("""
            ## Something else
            | metric | type, unit | attributes |
            |---|---|---|
            | `not.ours` | counter | |
            ## Every service
            | span | kind |
            |---|---|
            | `METHOD /route` | SERVER |

            | metric | type, unit | attributes | meaning |
            |---|---|---|---|
            | `pool.of.all`, `.of.some` | gauge, connections | `name` | how many |
            | `http.duration` | histogram, s | conventions for HTTP | not in auth-service |
            | `jvm.*` | | conventions for the JVM | |
            | `lost` | counter | | *only* by a fault |
            ## broker-service
            | span and timer | unit | attributes | meaning |
            |---|---|---|---|
            | `order.fill` | s | `side`: `buy`, `sell`; `state` or `kind`; on the span also `id` | |
            | `clean.up` | s | | a timer only, never a trace |

            | log attribute | meaning |
            |---|---|
            | `action`, `outcome` | what, and how |
            """.lines().toList());

    @Test
    void whatConventionsNameAndWhatStandsInOtherSectionsIsNotListed() {
        assertThat(SMALL.entries())
                .extracting(Entry::name)
                .containsExactly(
                        "pool.of.all",
                        "pool.of.of.some",
                        "http.duration",
                        "jvm.*",
                        "lost",
                        "order.fill",
                        "order.fill",
                        "clean.up",
                        "action",
                        "outcome");
    }

    @Test
    void aServiceHasWhatEveryServiceHasAndItsOwn() {
        assertThat(SMALL.of(Kind.METRIC, "broker-service"))
                .extracting(Entry::name)
                .contains("http.duration", "order.fill", "clean.up");
        assertThat(SMALL.of(Kind.METRIC, "auth-service"))
                .extracting(Entry::name)
                .contains("jvm.*")
                .doesNotContain("http.duration", "order.fill");
        assertThat(SMALL.of(Kind.SPAN, "broker-service"))
                .extracting(Entry::name)
                .containsExactly("order.fill");
    }

    @Test
    void attributesAreToldFromTheirValuesAndFromThoseThatAreThereOnlySometimes() {
        Entry fill = SMALL.of(Kind.SPAN, "broker-service").get(0);

        assertThat(fill.attributes().always()).containsExactly("side");
        assertThat(fill.attributes().sometimes()).containsExactlyInAnyOrder("state", "kind", "id");
    }

    @Test
    void whatIsMarkedWithOnlyNeedNotBeThere() {
        assertThat(SMALL.of(Kind.METRIC, "front-service"))
                .filteredOn(metric -> !metric.always())
                .extracting(Entry::name)
                .containsExactly("lost");
    }

    @Test
    void theListOfThisProjectSaysTypeAndUnitOfEachMetric() {
        Catalogue ours = Catalogue.read(Path.of("..", "docs/telemetry.md"));

        assertThat(List.of("auth-service", "broker-service", "front-service"))
                .allSatisfy(service -> assertThat(ours.of(Kind.METRIC, service))
                        .hasSizeGreaterThan(20)
                        .allMatch(metric -> metric.attributes() == null
                                || List.of("histogram", "counter", "gauge").contains(metric.type())));
    }

    @ParameterizedTest
    @CsvSource({
        "histogram, s, order.book, order_book_seconds_bucket",
        "histogram, '', send.bytes, send_bytes_bucket",
        "counter, '', auth.sign_ins, auth_sign_ins_total",
        "gauge, connections, r2dbc.pool.idle, r2dbc_pool_idle_connections",
        "gauge, 1, queueSize, queueSize_ratio",
        "gauge, play money, quote.price, quote_price",
    })
    void aMetricIsCalledInPrometheusByItsNameUnitAndType(String type, String unit, String name, String series) {
        Entry metric = metric(type, unit, name);

        assertThat(PrometheusName.series(metric)).isEqualTo(series);
        assertThat(PrometheusName.isOf(metric, series)).isTrue();
        assertThat(PrometheusName.isOf(metric, "x" + series)).isFalse();
    }

    @Test
    void theRecentMaximumOfATimerBelongsToIt() {
        Entry timer = metric("histogram", "s", "order.book");

        assertThat(PrometheusName.isOf(timer, "order_book_max_seconds")).isTrue();
        assertThat(PrometheusName.isOf(timer, "order_book_seconds_sum")).isTrue();
        assertThat(PrometheusName.isOf(timer, "order_book_milliseconds_sum")).isFalse();
    }

    private static Entry metric(String type, String unit, String name) {
        return new Entry(
                Kind.METRIC, "", name, type, unit, Catalogue.Attributes.of(""), false, true, "| `" + name + "` |");
    }
}
