package dev.signalbox.lab.against;

import dev.signalbox.lab.compose.ComposeFile;
import dev.signalbox.lab.home.LabException;
import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.process.Health;
import dev.signalbox.lab.state.LabState;
import dev.signalbox.lab.state.StateFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option of commands that know both kinds of lab: which one is meant. */
public final class AgainstOption {

    @Option(
            names = "--against",
            paramLabel = "LAB",
            defaultValue = "local",
            description = "local, what ./signalbox up started, or compose, what docker compose up started. Default:"
                    + " ${DEFAULT-VALUE}.")
    private Against against;

    public Against get() {
        return against;
    }

    /**
     * The lab that is meant.
     *
     * @throws LabException if it does not run
     */
    public TargetLab running(LabHome home) throws IOException {
        return switch (against) {
            case LOCAL -> TargetLab.local(home, ready(home));
            case COMPOSE -> TargetLab.compose(home, compose(home));
        };
    }

    /**
     * The file that says which faults are on in the lab that is meant, whether it runs or not: that of the stack in Docker
     * is read when its services start, too.
     */
    public Path faults(LabHome home) throws IOException {
        return switch (against) {
            case LOCAL -> home.faults();
            case COMPOSE -> ComposeFile.read(home.root()).faults();
        };
    }

    /**
     * The same, to be changed.
     *
     * @throws LabException if it is that of a local lab that does not run: each starts without faults
     */
    public Path faultsToChange(LabHome home) throws IOException {
        if (against == Against.LOCAL) {
            local(home);
        }
        return faults(home);
    }

    private static LabState ready(LabHome home) throws IOException {
        LabState lab = local(home);
        if (!lab.ready()) {
            throw new LabException(
                    "The lab in " + home.home() + " is not ready yet.\nLook at it with: ./signalbox status");
        }
        return lab;
    }

    private static LabState local(LabHome home) throws IOException {
        return StateFile.running(home, "mean the stack in Docker: --against compose");
    }

    private static ComposeFile compose(LabHome home) throws IOException {
        ComposeFile compose = ComposeFile.read(home.root());
        URI front = compose.published("front:8080");
        if (!Health.of(front.resolve("/api/quotes")).isOk()) {
            throw new LabException("There is no front-service at " + front
                    + ", or it is not well.\nStart the stack with: docker compose up -d --wait");
        }
        return compose;
    }
}
