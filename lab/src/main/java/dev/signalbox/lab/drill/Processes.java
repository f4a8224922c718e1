package dev.signalbox.lab.drill;

import dev.signalbox.lab.home.LabException;
import dev.signalbox.lab.process.ProcessId;
import dev.signalbox.lab.process.Signal;
import dev.signalbox.lab.state.LabState.PartState;
import dev.signalbox.lab.state.StateFile;
import java.io.IOException;

/**
 * The parts of {@code signalbox up}: processes, which are frozen by signal. One that dies the supervisor starts again.
 *
 * @param state says which they are
 */
record Processes(StateFile state) implements Freezer {

    @Override
    public Freezable find(Victim victim) throws IOException {
        return state.read().stream()
                .flatMap(lab -> lab.parts().stream())
                .filter(running -> running.name().equals(victim.local()))
                .map(PartState::process)
                .filter(ProcessId::isAlive)
                .findFirst()
                .map(FreezableProcess::new)
                .orElseThrow(() -> new LabException(victim.local() + " does not run in this lab."));
    }

    private record FreezableProcess(ProcessId process) implements Freezable {

        @Override
        public void freeze() throws IOException {
            Signal.STOP.send(process.pid());
        }

        @Override
        public void end(Cure cure) throws IOException {
            if (process.isAlive()) {
                (cure == Cure.THAW ? Signal.CONT : Signal.KILL).send(process.pid());
            }
        }
    }
}
