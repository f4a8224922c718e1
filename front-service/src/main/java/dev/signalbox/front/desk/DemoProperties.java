package dev.signalbox.front.desk;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

/**
 * The demo account that the sign-in page tells of.
 *
 * @param password if there is none, the page tells nothing
 */
@ConfigurationProperties("signalbox.demo")
record DemoProperties(@DefaultValue("demo@signalbox.test") String email, String password) {

    boolean isOffered() {
        return StringUtils.hasText(password);
    }
}
