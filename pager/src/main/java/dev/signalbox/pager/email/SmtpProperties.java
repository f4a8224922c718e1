package dev.signalbox.pager.email;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.InetAddress;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param address that the server listens at; that of the HTTP server if nothing else is said
 * @param port 0 for any that is free
 */
@Validated
@ConfigurationProperties("signalbox.pager.smtp")
public record SmtpProperties(
        @NotNull InetAddress address,
        @DefaultValue("2525") @Min(0) @Max(65535) int port) {}
