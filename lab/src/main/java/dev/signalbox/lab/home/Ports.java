package dev.signalbox.lab.home;

import java.net.URI;
import java.util.List;

/**
 * The well-known ports, all moved by the same number so that several labs fit on one machine.
 *
 * @param offset what is added to each port, 0 to {@value #MAX_OFFSET}
 */
public record Ports(int offset) {

    public static final int FRONT = 8080;
    public static final int AUTH = 8081;
    public static final int BROKER = 8082;
    public static final int PAGER = 8090;
    public static final int PAGER_SMTP = 2525;
    public static final int EXPLORER = 3000;
    public static final int OTLP_GRPC = 4317;
    public static final int OTLP_HTTP = 4318;
    public static final int LOKI = 3100;
    public static final int PYROSCOPE = 4040;
    public static final int METRICS = 8889;
    public static final int POSTGRES = 5432;
    public static final int PROMETHEUS_1 = 9090;
    public static final int PROMETHEUS_2 = 9091;
    public static final int ALERTMANAGER_1 = 9093;
    public static final int ALERTMANAGER_1_CLUSTER = 9094;
    public static final int ALERTMANAGER_2 = 9095;
    public static final int ALERTMANAGER_2_CLUSTER = 9096;

    /** All that a lab listens on. */
    public static final List<Integer> WELL_KNOWN = List.of(
            FRONT,
            AUTH,
            BROKER,
            PAGER,
            PAGER_SMTP,
            EXPLORER,
            OTLP_GRPC,
            OTLP_HTTP,
            LOKI,
            PYROSCOPE,
            METRICS,
            POSTGRES,
            PROMETHEUS_1,
            PROMETHEUS_2,
            ALERTMANAGER_1,
            ALERTMANAGER_1_CLUSTER,
            ALERTMANAGER_2,
            ALERTMANAGER_2_CLUSTER);

    /** The highest port is 65535, the highest of ours is {@value #ALERTMANAGER_2_CLUSTER}. */
    public static final int MAX_OFFSET = 65535 - ALERTMANAGER_2_CLUSTER;

    /**
     * @throws IllegalArgumentException if the offset moves a port out of its range
     */
    public Ports {
        if (offset < 0 || offset > MAX_OFFSET) {
            throw new IllegalArgumentException("The port offset must be 0 to " + MAX_OFFSET + ", not " + offset + ".");
        }
    }

    public int of(int wellKnown) {
        return wellKnown + offset;
    }

    /** The address for a program: {@code http://127.0.0.1:port}. */
    public URI http(int wellKnown) {
        return URI.create("http://127.0.0.1:" + of(wellKnown));
    }

    /** The address for a person: {@code http://localhost:port}. */
    public String link(int wellKnown) {
        return "http://localhost:" + of(wellKnown);
    }
}
