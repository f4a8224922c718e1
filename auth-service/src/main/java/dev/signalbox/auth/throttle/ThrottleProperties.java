package dev.signalbox.auth.throttle;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How many sign-ins may fail.
 *
 * @param perAccount for one email address, whether it has an account or not
 * @param perAddress for one network address
 * @param tracked how many accounts, and how many addresses, are remembered at most
 */
@ConfigurationProperties("signalbox.auth.throttle")
record ThrottleProperties(Limit perAccount, Limit perAddress, int tracked) {

    /**
     * A number of attempts that may be used at once and comes back evenly over time.
     *
     * @param refill in which time all of them come back
     */
    record Limit(int attempts, Duration refill) {}
}
