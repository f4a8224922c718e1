package dev.signalbox.common.fault;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the fault flags are.
 *
 * @param file the flag file in flagd's format; none means that every fault is off
 * @param pollInterval how often the file is looked at for a change
 */
@ConfigurationProperties("signalbox.faults")
record FaultProperties(Path file, @DefaultValue("1s") Duration pollInterval) {}
