package dev.signalbox.backend;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Collector, store and explorer of traces, metrics, logs and profiles, in one JVM for one machine. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class LocalBackend {

    public static void main(String[] args) {
        SpringApplication.run(LocalBackend.class, args);
    }
}
