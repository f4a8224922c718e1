package dev.signalbox.lab.home;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The option of commands that use ports: where a lab beside another has its own. */
public final class PortsOption {

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            defaultValue = "${env:SIGNALBOX_PORT_OFFSET:-0}",
            description = "Added to each port, so that a second lab fits beside the first. Default: ${DEFAULT-VALUE}.")
    private int offset;

    /**
     * @throws ParameterException if the offset moves a port out of its range
     */
    public Ports get() {
        try {
            return new Ports(offset);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage());
        }
    }
}
