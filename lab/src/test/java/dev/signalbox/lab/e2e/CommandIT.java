package dev.signalbox.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.lab.home.Ports;
import dev.signalbox.lab.process.Health;
import dev.signalbox.lab.process.ProcessId;
import dev.signalbox.lab.process.TakenPort;
import dev.signalbox.lab.visitor.Trader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The script and its commands, as they are typed. */
class CommandIT {

    @TempDir
    Path directory;

    @Test
    void aTakenPortIsNamedWithWhoNeedsItAndNothingIsStarted() throws Exception {
        Lab lab = Lab.named("taken-port");
        try (ServerSocket other = new ServerSocket()) {
            other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), lab.port(Ports.BROKER)));

            Lab.Result up = lab.signalbox("up", "-d");

            assertThat(up.exitCode()).isEqualTo(1);
            assertThat(up.output())
                    .contains("Port " + lab.port(Ports.BROKER) + ", which broker-service needs, is taken by")
                    .contains("--port-offset")
                    .doesNotContain("starting");
        }
        assertThat(TakenPort.look(lab.port(Ports.POSTGRES))).isEmpty();
        assertThat(lab.home().resolve("state.json")).doesNotExist();
    }

    @Test
    @ExtendWith(SharedLab.class)
    void upEndsWhatAKilledLabHasLeftSaysWhereAllIsAndIsEndedByCtrlCInTimeWithNoProcessLeft(ForegroundLab foreground)
            throws Exception {
        assertThat(foreground.said())
                .contains("Ended what an earlier lab had left running: " + ForegroundLab.LEFT)
                .contains(foreground.lab().url(Ports.FRONT, ""), "demo@signalbox.test");
        List<ProcessId> processes = foreground.lab().processes();

        foreground.ctrlC();

        assertThat(processes).hasSizeGreaterThan(5).noneMatch(ProcessId::isAlive);
        assertThat(foreground.said()).contains("Stopped.").doesNotContain("\u001B[");
    }

    @Test
    void anOldJavaIsNamedAndWhatToInstall() throws Exception {
        Path java = directory.resolve("java");
        Files.writeString(java, "#!/bin/sh\necho '    java.specification.version = 11' >&2\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));

        Lab.Result result = Lab.named("old-java")
                .signalbox(Map.of("JAVA_HOME", "", "PATH", directory + ":" + System.getenv("PATH")), "up");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).contains("This is Java 11", "17 or later", "apt-get install");
    }

    @Test
    void downAndStatusOfALabThatDoesNotRunSaySo() {
        Lab lab = Lab.named("never-started");

        assertThat(lab.signalbox("status").exitCode()).isEqualTo(1);
        assertThat(lab.signalbox("status").output()).contains("No lab runs", "./signalbox up");
        assertThat(lab.signalbox("down").exitCode()).isZero();
    }

    /** What needs a running lab. */
    @Nested
    @ExtendWith(SharedLab.class)
    class OfARunningLab {

        @Test
        void statusShowsEveryPartAsWell(Lab lab) {
            Lab.Result status = lab.signalbox("status");

            assertThat(status.exitCode()).as(status.output()).isZero();
            for (String part :
                    List.of("postgres", "local-backend", "pager", "auth-service", "broker-service", "front-service")) {
                assertThat(status.output()).containsPattern(part + " +ok +\\d+ +\\d+ +\\d+ MB");
            }
        }

        @Test
        void everythingIsOpenToThisMachineOnly(Lab lab) {
            List<Integer> open = Ports.WELL_KNOWN.stream()
                    .map(lab::port)
                    .filter(port -> accepts("127.0.0.1", port))
                    .toList();

            // Prometheus and Alertmanager may be missing.
            assertThat(open).hasSizeGreaterThanOrEqualTo(11);
            // This machine, too, as any address of it that others know: taken by whoever takes them all.
            assertThat(open).noneMatch(port -> accepts("127.0.0.2", port));
        }

        private static boolean accepts(String address, int port) {
            return Health.of(URI.create("tcp://" + address + ":" + port)).isOk();
        }

        @Test
        void aSecondUpOfTheSameLabSaysThatItRunsAndChangesNothing(Lab lab) {
            List<ProcessId> before = lab.processes();

            Lab.Result second = lab.signalbox("up", "-d");

            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.output()).contains("runs already", "./signalbox down");
            assertThat(lab.processes()).isEqualTo(before).allMatch(ProcessId::isAlive);
        }

        @Test
        void aFaultIsTurnedOnInTheRunningServiceAndOffAgain(Lab lab) throws Exception {
            Trader trader = Trader.register(lab.uri(Ports.FRONT));

            assertThat(lab.signalbox("fault", "on", "order-errors").exitCode()).isZero();
            try {
                await().atMost(Duration.ofSeconds(60)).until(() -> trader.buy().status() >= 500);
            } finally {
                assertThat(lab.signalbox("fault", "off", "all").exitCode()).isZero();
            }

            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                for (int i = 0; i < 20; i++) {
                    assertThat(trader.buy().status()).isEqualTo(201);
                }
            });
        }

        @Test
        void theDoctorFindsThisLabAndIsContent(Lab lab) {
            Lab.Result doctor = lab.signalbox("doctor");

            assertThat(doctor.exitCode()).as(doctor.output()).isZero();
            assertThat(doctor.output()).contains("Java", "Maven", "Memory", "Ports: in use by the lab that runs here");
        }
    }
}
