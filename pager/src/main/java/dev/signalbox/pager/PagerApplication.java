package dev.signalbox.pager;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * The inbox that every notification channel of the lab ends in, so that alerting can be learned without an account
 * anywhere.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class PagerApplication {

    public static void main(String[] args) {
        SpringApplication.run(PagerApplication.class, args);
    }
}
