package dev.signalbox.auth.fault;

/** The faults of this service, by the keys of their flags; {@code faults.json} describes them. */
final class AuthFaults {

    static final String SLOW_PASSWORD_HASH = "slow-password-hash";
    static final String SESSION_LOCK_CONTENTION = "session-lock-contention";
    static final String BLOCKING_CALL_ON_EVENT_LOOP = "blocking-call-on-event-loop";

    private AuthFaults() {}
}
