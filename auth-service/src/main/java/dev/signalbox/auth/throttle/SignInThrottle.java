package dev.signalbox.auth.throttle;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * Counts failed sign-ins per account and per network address. An attempt is charged before the password is looked at,
 * and given back when it was right: a thousand attempts at the same moment count as a thousand.
 */
@Component
public class SignInThrottle {

    private final Buckets accounts;
    private final Buckets addresses;

    SignInThrottle(ThrottleProperties properties) {
        this.accounts = new Buckets(properties.perAccount(), properties.tracked());
        this.addresses = new Buckets(properties.perAddress(), properties.tracked());
    }

    /**
     * Charges an attempt.
     *
     * @return the attempt, to be given back if it turns out not to be a guess
     * @throws TooManyAttempts if the account or the address has none left
     */
    public Attempt charge(String email, String address) {
        Bucket account = accounts.of(email.toLowerCase(Locale.ROOT));
        Bucket peer = addresses.of(address);
        take(peer);
        try {
            take(account);
        } catch (TooManyAttempts e) {
            peer.addTokens(1);
            throw e;
        }
        return new Attempt(account, peer);
    }

    private static void take(Bucket bucket) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new TooManyAttempts(Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    /** One attempt to sign in. */
    public record Attempt(Bucket account, Bucket address) {

        /** It was no guess: it counts for nothing. */
        public void giveBack() {
            account.addTokens(1);
            address.addTokens(1);
        }
    }
}
