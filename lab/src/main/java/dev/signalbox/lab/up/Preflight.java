package dev.signalbox.lab.up;

import dev.signalbox.lab.home.LabException;
import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.process.Part;
import dev.signalbox.lab.process.TakenPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What is looked at before anything is started, so that a lab that cannot work says so at once. */
public final class Preflight {

    /** For a new lab: databases, unpacked programs, logs; and some air to work. */
    public static final long NEEDED_MEGABYTES = 600;

    private Preflight() {}

    /**
     * @throws LabException if there is not enough room on the lab's disk
     */
    static void checkDisk(LabHome home) throws IOException {
        long free = Files.getFileStore(home.home()).getUsableSpace() >> 20;
        checkDisk(home.home(), free);
    }

    static void checkDisk(Path directory, long freeMegabytes) {
        if (freeMegabytes < NEEDED_MEGABYTES) {
            throw new LabException("The disk of " + directory + " is nearly full: " + freeMegabytes
                    + " MB are free, the"
                    + " lab needs " + NEEDED_MEGABYTES + " MB.\nMake room, or put the lab elsewhere: ./signalbox up"
                    + " --home /some/other/disk");
        }
    }

    /**
     * @throws LabException if a program that is to be run has not been built
     */
    static void checkJars(LabHome home, List<String> names) {
        for (String name : names) {
            Path jar = home.jars().resolve(name);
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
                    taken + "End what uses it, or move all ports of the lab: ./signalbox up --port-offset" + " 10000");
        }
    }
}
