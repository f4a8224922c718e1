package dev.signalbox.lab.postgres;

import dev.signalbox.lab.home.LabException;
import dev.signalbox.lab.process.Commands;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL refuses to run as root, and is right. For root it is run in a user namespace that has no root. */
final class Unprivileged {

    private Unprivileged() {}

    /** The command, or, for root, the command behind what takes the privilege away. */
    static List<String> command(List<String> command) throws IOException, InterruptedException {
        if (!"0".equals(userId())) {
            return command;
        }
        List<String> wrapped = new ArrayList<>(List.of("unshare", "--user"));
        wrapped.addAll(command);
        return wrapped;
    }

    /**
     * @throws LabException if this is root, and the machine does not allow user namespaces
     */
    static void check() throws IOException, InterruptedException {
        boolean possible = !"0".equals(userId())
                || Commands.run(Duration.ofSeconds(5), "unshare", "--user", "id", "-u")
                        .filter(result ->
                                result.isOk() && !result.output().strip().equals("0"))
                        .isPresent();
        if (!possible) {
            throw new LabException("PostgreSQL refuses to run as root, and user namespaces, by which root could run it,"
                    + " are not allowed here.\nRun the lab as an ordinary user.");
        }
    }

    private static String userId() throws IOException, InterruptedException {
        return Commands.run(Duration.ofSeconds(5), "id", "-u")
                .map(result -> result.output().strip())
                .orElse("");
    }
}
