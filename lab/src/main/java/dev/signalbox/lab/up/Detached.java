package dev.signalbox.lab.up;

import dev.signalbox.lab.console.Console;
import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.process.Commands;
import dev.signalbox.lab.process.JvmOptions;
import dev.signalbox.lab.process.LogFile;
import dev.signalbox.lab.state.LabState;
import dev.signalbox.lab.state.StateFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs the lab in a process of its own, shows what that one says until everything is ready, and leaves it running.
 *
 * @param home of the lab
 * @param console where to show it
 */
record Detached(LabHome home, Console console) {

    private static final int LOOK_EVERY_MILLIS = 100;

    /**
     * @param arguments of the command that runs the lab
     * @return 0 when it is ready, else the exit code of the process that could not make it so
     */
    int run(List<String> arguments) throws IOException, InterruptedException {
        LogFile log = new LogFile(home.logs().resolve("lab.log"));
        log.startAnew();
        List<String> command = new ArrayList<>(List.of("setsid", JvmOptions.java()));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-jar", System.getProperty("java.class.path")));
        command.addAll(arguments);
        Process lab = new ProcessBuilder(command)
                .redirectInput(Commands.NO_INPUT)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile()))
                .start();
        // Ctrl-C while it starts means: not at all.
        Thread abandon = new Thread(() -> abandon(lab));
        Runtime.getRuntime().addShutdownHook(abandon);
        try (RandomAccessFile output = new RandomAccessFile(log.path().toFile(), "r")) {
            while (true) {
                boolean ended = lab.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
                boolean ready = isReady(lab);
                show(output);
                if (ready) {
                    Runtime.getRuntime().removeShutdownHook(abandon);
                    return 0;
                }
                if (ended) {
                    Runtime.getRuntime().removeShutdownHook(abandon);
                    return lab.exitValue();
                }
            }
        }
    }

    private boolean isReady(Process lab) throws IOException {
        return new StateFile(home.state())
                .read()
                .filter(LabState::ready)
                .filter(state -> state.supervisor().pid() == lab.pid())
                .isPresent();
    }

    private void show(RandomAccessFile output) throws IOException {
        byte[] news = new byte[(int) (output.length() - output.getFilePointer())];
        if (news.length > 0) {
            output.readFully(news);
            console.raw(new String(news, StandardCharsets.UTF_8));
        }
    }

    private static void abandon(Process lab) {
        lab.destroy();
        try {
            lab.waitFor(12, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
