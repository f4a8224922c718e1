package dev.signalbox.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.lab.home.Ports;
import dev.signalbox.lab.process.ProcessId;
import dev.signalbox.lab.process.TakenPort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
    void aSignalEndsTheForegroundLabWithinTenSecondsAndNoProcessIsLeft() throws Exception {
        Lab lab = Lab.named("foreground");
        Path output = directory.resolve("output");
        Process foreground =
                lab.start(Map.of(), output, List.of(lab.script().toString(), "up", "--fresh", "--no-agent"));
        await().atMost(Duration.ofMinutes(5))
                .until(() -> Files.readString(output).contains("The lab is ready") || !foreground.isAlive());
        assertThat(Files.readString(output))
                .contains("The lab is ready", lab.url(Ports.FRONT, ""), "demo@signalbox.test");
        List<ProcessId> processes = new ArrayList<>(lab.processes());

        // Handled as Ctrl-C is, which a test run in the background would inherit as ignored.
        dev.signalbox.lab.process.Signal.TERM.send(foreground.pid());

        assertThat(foreground.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(processes).hasSizeGreaterThan(5).noneMatch(ProcessId::isAlive);
        assertThat(Files.readString(output)).contains("Stopped.").doesNotContain("\u001B[");
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
    @org.junit.jupiter.api.Nested
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
        void everythingListensOnThisMachineOnly(Lab lab) throws Exception {
            String address = InetAddress.getLocalHost().getHostAddress();
            org.junit.jupiter.api.Assumptions.assumeFalse(address.startsWith("127."), "no address but localhost");
            for (int port : List.of(Ports.FRONT, Ports.AUTH, Ports.EXPLORER, Ports.OTLP_GRPC, Ports.POSTGRES)) {
                try (java.net.Socket socket = new java.net.Socket()) {
                    socket.connect(new InetSocketAddress(address, lab.port(port)), 1000);
                    org.junit.jupiter.api.Assertions.fail("port " + lab.port(port) + " is open to the network");
                } catch (java.net.ConnectException refused) {
                    // As it should be.
                }
            }
        }

        @Test
        void aFaultIsTurnedOnInTheRunningServiceAndOffAgain(Lab lab) throws Exception {
            Trader trader = Trader.register(lab);

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
