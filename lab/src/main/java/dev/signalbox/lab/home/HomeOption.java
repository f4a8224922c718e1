package dev.signalbox.lab.home;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that all commands have: which lab is meant. */
public final class HomeOption {

    @Option(
            names = "--home",
            paramLabel = "DIR",
            defaultValue = "${env:SIGNALBOX_HOME}",
            description = "Where the lab keeps its data and logs. Default: $SIGNALBOX_HOME, else .signalbox here.")
    private Path home;

    /**
     * @throws LabException if the command was not started by the script, which says where the checkout is
     */
    public LabHome get() {
        String root = System.getProperty("signalbox.root");
        if (root == null) {
            throw new LabException("Start this with the script ./signalbox; it says where everything is.");
        }
        return LabHome.of(Path.of(root), home);
    }
}
