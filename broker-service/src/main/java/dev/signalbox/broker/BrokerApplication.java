package dev.signalbox.broker;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The broker service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class BrokerApplication {

    /** Starts the service; see {@code application.yaml} for its settings. */
    public static void main(String[] args) {
        SpringApplication.run(BrokerApplication.class, args);
    }
}
