package dev.signalbox.backend.alert;

import java.net.URI;
import java.util.List;

/**
 * What one server answered.
 *
 * @param name such as prometheus-1
 * @param url where it is
 * @param problem why there is no answer, in a few words; null when there is one
 * @param items what it knows; empty when there is no answer
 */
public record Source<T>(String name, URI url, String problem, List<T> items) {

    public boolean answered() {
        return problem == null;
    }
}
