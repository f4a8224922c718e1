package dev.signalbox.load;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatling.app.Gatling$;
import io.gatling.javaapi.core.Simulation;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnansweredTest {

    @TempDir
    private Path results;

    /** One visitor who asks once, and is not patient. */
    public static class Asks extends Simulation {

        private final Target target =
                new Target("UnansweredTest", System.getProperty("target"), 1, 1, Duration.ofSeconds(10));

        {
            setUp(scenario("visitor")
                            .exec(new Visit(target, Duration.ofMillis(500)).quotes())
                            .injectOpen(atOnceUsers(1)))
                    .protocols(target.protocol());
        }
    }

    @AfterEach
    void forget() {
        System.clearProperty("target");
    }

    @Test
    void whoeverWaitsTooLongIsCounted() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            visit(silent.getLocalPort());
        }

        assertThat(Scrape.lines()).contains(count("timeout"));
    }

    @Test
    void whoeverFindsNobodyIsCounted() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        visit(port);

        assertThat(Scrape.lines()).contains(count("connection"));
    }

    private void visit(int port) {
        System.setProperty("target", "http://127.0.0.1:" + port);
        Gatling$.MODULE$.fromArgs(new String[] {"-s", Asks.class.getName(), "-nr", "-rf", results.toString()});
    }

    private static String count(String errorType) {
        return "signalbox_load_request_duration_seconds_count{error_type=\"" + errorType
                + "\",http_response_status_code=\"\",request=\"GET /api/quotes\",simulation=\"UnansweredTest\"} 1";
    }
}
