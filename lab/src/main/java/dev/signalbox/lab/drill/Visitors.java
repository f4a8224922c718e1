package dev.signalbox.lab.drill;

import dev.signalbox.lab.drill.Disturbances.RunningLoad;
import dev.signalbox.lab.home.LabException;
import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.load.LoadPlan;
import dev.signalbox.lab.load.LoadRun;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** The load of a drill. */
final class Visitors implements RunningLoad {

    /** Longer than any drill; it is ended before. */
    private static final Duration DURATION = Duration.ofHours(2);

    private final Load load;
    private final LoadRun run;

    private Visitors(Load load, LoadRun run) {
        this.load = load;
        this.run = run;
    }

    /**
     * Returns when they come.
     *
     * @param front front-service's address
     * @throws LabException if they do not
     */
    static Visitors come(LabHome home, URI front, Load load) throws IOException, InterruptedException {
        LoadPlan plan = LoadPlan.of(load.simulation(), front)
                .withRate(load.rate())
                .withUsers(load.users())
                .lasting(DURATION);
        return new Visitors(load, LoadRun.start(home, plan, home.load()));
    }

    @Override
    public void check() {
        try {
            if (run.hasEndedWithin(Duration.ZERO)) {
                throw new LabException("The load " + load + " ended by itself, after " + run.progress() + ".");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void end() throws IOException {
        run.close();
    }
}
