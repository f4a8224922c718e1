package dev.signalbox.auth.user;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The account that exists for demonstrations.
 *
 * @param password none means that there is no such account
 */
@ConfigurationProperties("signalbox.demo")
record DemoProperties(
        @DefaultValue("demo@signalbox.test") String email,
        @DefaultValue("Demo") String displayName,
        String password) {

    @Override
    public String toString() {
        return "DemoProperties[email=" + email + "]";
    }
}
