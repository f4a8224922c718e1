package dev.signalbox.load;

import io.gatling.app.Gatling;
import java.io.IOException;

/**
 * Runs a simulation, with Gatling's own arguments. With {@code -Dattended=true} whoever started it holds its standard
 * input and reads its output: then it tells how it goes, and ends when that one is gone, however that came about.
 */
public final class Main {

    /** As if ended by the signal TERM. */
    private static final int EXIT_CODE = 143;

    public static void main(String[] args) throws IOException {
        if (Boolean.getBoolean("attended")) {
            Thread watch = new Thread(Main::endWithAttendant, "attendant");
            watch.setDaemon(true);
            watch.start();
            Pulse.print();
        }
        Integer metricsPort = Integer.getInteger("metricsPort");
        if (metricsPort != null) {
            LoadMetrics.serve(metricsPort);
        }
        Gatling.main(args);
    }

    private static void endWithAttendant() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is ever said; only the end counts.
            }
        } catch (IOException e) {
            // Nobody to be heard any more, either.
        }
        Runtime.getRuntime().halt(EXIT_CODE);
    }

    private Main() {}
}
