package dev.signalbox.lab.prometheus;

import dev.signalbox.lab.home.Ports;
import dev.signalbox.lab.state.StateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a server's configuration for this lab from the file in {@code observability}: the addresses become those of the
 * lab, everything else stays as the learner reads it there.
 */
final class ServerConfig {

    private static final Pattern ADDRESS = Pattern.compile("\\b(?:localhost|pager):(\\d{2,5})\\b");

    private ServerConfig() {}

    /**
     * @param template the file in Git
     * @param target where the lab's file is put; links in its directory lead to what the template names relatively
     * @param linked directories beside the template that it refers to, for example {@code rules}
     */
    static void render(Path template, Path target, Ports ports, String replica, String... linked) throws IOException {
        Files.createDirectories(target.getParent());
        StateFile.replace(target, render(Files.readString(template), ports, replica));
        for (String name : linked) {
            // In one step: the other half of a pair may be reading by the same link.
            Path next = target.resolveSibling(name + "." + replica);
            Files.deleteIfExists(next);
            Files.createSymbolicLink(next, template.resolveSibling(name));
            Files.move(next, target.resolveSibling(name), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** In compose the pager is a host of its own; every {@code localhost:port} is one of the lab's well-known ports. */
    static String render(String template, Ports ports, String replica) {
        return ADDRESS.matcher(template.replace("${REPLICA}", replica))
                .replaceAll(address ->
                        Matcher.quoteReplacement("127.0.0.1:" + ports.of(Integer.parseInt(address.group(1)))));
    }
}
