package dev.signalbox.backend.fault;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the faults of the services are turned on and off ({@code signalbox.faults.*}).
 *
 * @param file the file of flags, in flagd's format, that the services watch; null where there is none to change
 */
@ConfigurationProperties("signalbox.faults")
public record FaultSettings(Path file) {}
