package dev.signalbox.lab.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A port that something else listens on.
 *
 * @param port the number
 * @param holder who listens, as far as that can be seen: {@code java (pid 123)}, else {@code another program}
 */
public record TakenPort(int port, String holder) {

    // users:(("java",pid=123,fd=8))
    private static final Pattern SS_USERS = Pattern.compile("\\(\"([^\"]+)\",pid=(\\d+)");

    /** Looks whether this port of 127.0.0.1 is taken. */
    public static Optional<TakenPort> look(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(new TakenPort(port, holderOf(port)));
        }
    }

    private static String holderOf(int port) {
        try {
            return Commands.run(Duration.ofSeconds(2), "ss", "-Hltnp", "sport = :" + port)
                    .map(result -> SS_USERS.matcher(result.output()))
                    .filter(Matcher::find)
                    .map(found -> found.group(1) + " (pid " + found.group(2) + ")")
                    .orElse("another program");
        } catch (IOException e) {
            return "another program";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "another program";
        }
    }
}
