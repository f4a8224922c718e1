package dev.signalbox.front.trading;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Where broker-service is. */
@ConfigurationProperties("signalbox.broker")
record BrokerProperties(
        @DefaultValue("http://localhost:8082") URI url) {}
