package dev.signalbox.lab.service;

import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.home.Ports;
import dev.signalbox.lab.process.Health;
import dev.signalbox.lab.process.JvmOptions;
import dev.signalbox.lab.process.Part;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** The inbox that every notification ends in. */
public final class PagerPart implements Part {

    private static final int HEAP_MEGABYTES = 96;

    private final LabHome home;
    private final Ports ports;

    public PagerPart(LabHome home, Ports ports) {
        this.home = home;
        this.ports = ports;
    }

    @Override
    public String name() {
        return "pager";
    }

    @Override
    public List<Integer> ports() {
        return List.of(ports.of(Ports.PAGER), ports.of(Ports.PAGER_SMTP));
    }

    @Override
    public List<String> command() throws IOException {
        return JvmOptions.command(JvmOptions.idle(HEAP_MEGABYTES), home, name());
    }

    @Override
    public Map<String, String> environment() {
        return Map.of(
                "SERVER_ADDRESS", "127.0.0.1",
                "SERVER_PORT", String.valueOf(ports.of(Ports.PAGER)),
                "SIGNALBOX_PAGER_SMTP_PORT", String.valueOf(ports.of(Ports.PAGER_SMTP)),
                "SIGNALBOX_PAGER_STORE", home.pager().resolve("inbox").toString());
    }

    @Override
    public URI health() {
        return ports.http(Ports.PAGER).resolve(Health.READINESS);
    }

    @Override
    public boolean isFoundation() {
        return true;
    }
}
