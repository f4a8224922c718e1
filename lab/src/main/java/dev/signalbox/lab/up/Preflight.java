package dev.signalbox.lab.up;

import dev.signalbox.lab.home.LabException;
import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.process.Part;
import dev.signalbox.lab.process.TakenPort;
import dev.signalbox.lab.state.StateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What is looked at before anything is started, so that a lab that cannot work says so at once. */
public final class Preflight {

    private static final String USER = System.getProperty("user.name");

    /** For a new lab: databases, unpacked programs, logs; and some air to work. */
    public static final long NEEDED_MEGABYTES = 600;

    /** Room to write down what went wrong. */
    static final long NEEDED_FOR_LOG_MEGABYTES = 1;

    private Preflight() {}

    /**
     * Makes the lab's directory, unless it is there.
     *
     * @throws LabException if that cannot be, or it cannot be written
     */
    static void makeHome(LabHome home) {
        try {
            Files.createDirectories(home.logs());
        } catch (IOException e) {
            throw notWritable(
                    home, "made by " + USER + " (" + e.getClass().getSimpleName() + ": " + e.getMessage() + ")");
        }
        if (!Files.isWritable(home.home())) {
            throw notWritable(home, "written by " + USER);
        }
    }

    private static LabException notWritable(LabHome home, String what) {
        return new LabException("The lab's directory " + home.home() + " cannot be " + what
                + ".\nPut it elsewhere with: ./signalbox up --home DIR");
    }

    /** Room on the lab's disk, also when the lab's directory is not there yet. */
    public static long freeMegabytes(LabHome home) throws IOException {
        return Files.getFileStore(existing(home)).getUsableSpace() >> 20;
    }

    /** The lab's directory, or the nearest one above it that is there already. */
    public static Path existing(LabHome home) {
        Path existing = home.home();
        while (!Files.exists(existing)) {
            existing = existing.getParent();
        }
        return existing;
    }

    /**
     * @throws LabException if there is not so much room on the lab's disk
     */
    static void checkDisk(LabHome home, long neededMegabytes) throws IOException {
        checkDisk(home.home(), freeMegabytes(home), neededMegabytes);
    }

    static void checkDisk(Path directory, long freeMegabytes, long neededMegabytes) {
        if (freeMegabytes < neededMegabytes) {
            throw new LabException("The disk of " + directory + " is nearly full: " + freeMegabytes
                    + " MB are free, the lab needs " + NEEDED_MEGABYTES + " MB.\nMake room, or put the lab elsewhere:"
                    + " ./signalbox up --home /some/other/disk");
        }
    }

    /**
     * A quick look; what is certain is who holds the {@link LabHome#lock() lock}.
     *
     * @throws LabException if the lab's supervisor is there
     */
    static void checkNotRunning(LabHome home) throws IOException {
        if (new StateFile(home.state()).readRunning().isPresent()) {
            throw alreadyRunning(home);
        }
    }

    /** What is said to whoever starts a lab that runs. */
    static LabException alreadyRunning(LabHome home) throws IOException {
        String who = new StateFile(home.state())
                .read()
                .map(running -> " (pid " + running.supervisor().pid() + ")")
                .orElse("");
        return new LabException("The lab in " + home.home() + " runs already" + who
                + ".\nLook at it with ./signalbox status, end it with ./signalbox down, or start a second one with"
                + " ./signalbox up --home DIR --port-offset 10000");
    }

    /**
     * @throws LabException if a program that is to be run has not been built
     */
    static void checkJars(List<Path> jars) {
        for (Path jar : jars) {
            if (!Files.isRegularFile(jar)) {
                throw new LabException(jar + " is not there.\nBuild it with: mvn -DskipTests package, or leave that to"
                        + " ./signalbox up");
            }
        }
    }

    /**
     * @throws LabException naming every port that something else listens on, and who that is
     */
    static void checkPorts(List<? extends Part> parts) {
        StringBuilder taken = new StringBuilder();
        for (Part part : parts) {
            for (int port : part.ports()) {
                TakenPort.look(port)
                        .ifPresent(found -> taken.append("Port ")
                                .append(port)
                                .append(", which ")
                                .append(part.name())
                                .append(" needs, is taken by ")
                                .append(found.holder())
                                .append(".\n"));
            }
        }
        if (!taken.isEmpty()) {
            throw new LabException(
                    taken + "End what uses it, or move all ports of the lab: ./signalbox up --port-offset 10000");
        }
    }
}
