package dev.signalbox.lab.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.lab.verify.Link.Needs;
import dev.signalbox.lab.verify.Row.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FollowerTest {

    private static final Duration OFTEN = Duration.ofMillis(10);
    private static final Duration NOT_LONG = Duration.ofMillis(300);
    private static final Follower ALL_THERE = new Follower(true, true, OFTEN, NOT_LONG);

    private static Link link(Needs needs, Link.Check check) {
        return new Link("here -> there", needs, "behind the curtain", check);
    }

    private static final Link NEVER = link(Needs.NOTHING_ELSE, () -> {
        throw new Missing("the thing");
    });

    @Test
    void aLinkThatHoldsOnlyAfterAWhilePasses() {
        AtomicInteger looks = new AtomicInteger();
        Link late = link(Needs.NOTHING_ELSE, () -> {
            Missing.unless(looks.incrementAndGet() > 3, "not yet");
            return "a thing";
        });

        Row row = ALL_THERE.follow(List.of(late), Instant.now()).get(0);

        assertThat(row.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(row.followed()).isEqualTo("a thing");
        assertThat(row.took()).isBetween(OFTEN, NOT_LONG);
    }

    @Test
    void oneThatHoldsIsNotFollowedAgainWhileAnotherIsWaitedFor() {
        AtomicInteger looks = new AtomicInteger();

        List<Row> rows = ALL_THERE.follow(
                List.of(link(Needs.NOTHING_ELSE, () -> String.valueOf(looks.incrementAndGet())), NEVER), Instant.now());

        assertThat(rows).extracting(Row::isFailed).containsExactly(false, true);
        assertThat(looks).hasValue(1);
    }

    @Test
    void whatIsMissingAndWhereToLookIsSaidInTextAndInJson() {
        Report report = new Report("a lab", ALL_THERE.follow(List.of(NEVER), Instant.now()));

        assertThat(report.isPassed()).isFalse();
        assertThat(report.text(Help.defaultColorScheme(Help.Ansi.OFF)))
                .containsPattern("here -> there +FAILED +missing: the thing")
                .contains("look: behind the curtain", "1 of 1 do not hold against a lab");
        JsonNode json = JsonMapper.shared().readTree(report.json());
        assertThat(json.path("passed").asBoolean()).isFalse();
        assertThat(json.path("links").path(0).path("look").asString()).isEqualTo("behind the curtain");
    }

    @Test
    void withoutPrometheusALinkThatNeedsItDoesNotHoldAndSaysWhy() {
        Follower without = new Follower(false, true, OFTEN, NOT_LONG);

        Row row = without.follow(List.of(link(Needs.PROMETHEUS, () -> "a thing")), Instant.now())
                .get(0);

        assertThat(row.isFailed()).isTrue();
        assertThat(row.followed()).contains("Prometheus: this lab has none");
        assertThat(row.look()).contains("./signalbox doctor");
    }

    @Test
    void withoutTheAgentNoProfileIsPromised() {
        Follower without = new Follower(true, false, OFTEN, NOT_LONG);

        Row row = without.follow(List.of(link(Needs.PROFILER, () -> "a thing")), Instant.now())
                .get(0);

        assertThat(row.verdict()).isEqualTo(Verdict.NOT_PROMISED);
        assertThat(new Report("a lab", List.of(row)).isPassed()).isTrue();
    }
}
