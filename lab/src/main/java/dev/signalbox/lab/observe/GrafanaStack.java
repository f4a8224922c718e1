package dev.signalbox.lab.observe;

import dev.signalbox.lab.compose.ComposeFile;
import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.http.Http;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What is behind the Grafanas of {@code docker compose up}.
 *
 * @param doors the ways to it: through each Grafana that answers, and through nginx before them; if none does, past them
 * @param closed why a Grafana is not among them
 */
public record GrafanaStack(List<Door> doors, List<String> closed) {

    /** The two Grafanas, as Compose calls them. */
    public static final List<String> PAIR = List.of("grafana-1", "grafana-2");

    /** The first is the one that people use. */
    private static final List<String> GRAFANAS = List.of("nginx", PAIR.get(0), PAIR.get(1));

    /** Looks which Grafana answers. */
    public static GrafanaStack of(LabHome home, ComposeFile compose) throws IOException {
        Http http = new Http(Duration.ofSeconds(15));
        List<Door> doors = new ArrayList<>();
        List<String> closed = new ArrayList<>();
        for (String name : GRAFANAS) {
            try {
                doors.add(Door.through(name, grafana(name, compose, http)));
            } catch (NoAnswerException e) {
                closed.add(e.getMessage());
            }
        }
        if (doors.isEmpty()) {
            doors.add(Door.past(home, compose, http));
        }
        return new GrafanaStack(List.copyOf(doors), List.copyOf(closed));
    }

    /** One Grafana, or nginx before them, asked by who may ask all. */
    static Server grafana(String name, ComposeFile compose, Http http) {
        return new Server(
                compose.published(name + ":3000").toString(),
                http.as("admin", compose.variable("GRAFANA_ADMIN_PASSWORD")));
    }
}
