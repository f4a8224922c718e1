package dev.signalbox.front.session;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Where auth-service is. */
@ConfigurationProperties("signalbox.auth")
record AuthProperties(@DefaultValue("http://localhost:8081") URI url) {}
