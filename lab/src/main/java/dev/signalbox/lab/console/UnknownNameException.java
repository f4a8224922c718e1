package dev.signalbox.lab.console;

import java.util.Collection;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** A command was asked for something by a name that nothing has: the message lists the names that there are. */
public final class UnknownNameException extends ParameterException {

    private static final long serialVersionUID = 1L;

    /**
     * @param kind of thing, for example {@code drill}
     * @param known the names that there are
     */
    public UnknownNameException(CommandSpec command, String kind, String name, Collection<String> known) {
        super(
                command.commandLine(),
                "There is no " + kind + " " + name + ". There are:\n  " + String.join("\n  ", known));
    }
}
