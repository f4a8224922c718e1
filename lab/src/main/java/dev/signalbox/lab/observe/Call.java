package dev.signalbox.lab.observe;

/** That one service asks another: an edge of the service map. */
public record Call(String from, String to) {

    @Override
    public String toString() {
        return from + " -> " + to;
    }
}
