package dev.signalbox.front.session;

import dev.signalbox.front.activity.Action;
import dev.signalbox.front.activity.ActivityLog;
import dev.signalbox.front.activity.Told;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** How a visitor gets in and out; all of it is written down in the account's activity. */
@Service
public class Sessions {

    private final AuthClient auth;
    private final ActivityLog activity;

    Sessions(AuthClient auth, ActivityLog activity) {
        this.auth = auth;
        this.activity = activity;
    }

    /**
     * Makes an account; 409 if there is one with this address.
     *
     * @param address the visitor's network address
     */
    public Mono<User> register(Registration registration, String address) {
        return activity.recorded(
                registration.email(), Action.REGISTER, auth.register(registration, address), user -> Told.ok());
    }

    /**
     * Opens a session; 401 if address and password do not match, 429 after too many attempts.
     *
     * @param address the visitor's network address
     */
    public Mono<Session> signIn(Credentials credentials, String address) {
        return activity.recorded(
                credentials.email(), Action.SIGN_IN, auth.signIn(credentials, address), session -> Told.ok());
    }

    /** Ends the visitor's session. */
    public Mono<Void> signOut(Visitor visitor) {
        return activity.recorded(visitor.email(), Action.SIGN_OUT, auth.signOut(visitor), nothing -> Told.ok());
    }
}
