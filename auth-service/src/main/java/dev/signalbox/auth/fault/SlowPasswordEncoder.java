package dev.signalbox.auth.fault;

import dev.signalbox.common.fault.Faults;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Makes each hash as slow as a higher cost would, on the CPU. The hash that is kept is the ordinary one, so that nothing
 * stays slow when the fault is over.
 */
class SlowPasswordEncoder implements PasswordEncoder {

    private final PasswordEncoder encoder;
    private final int cost;
    private final Faults faults;

    SlowPasswordEncoder(PasswordEncoder encoder, int cost, Faults faults) {
        this.encoder = encoder;
        this.cost = cost;
        this.faults = faults;
    }

    @Override
    public String encode(CharSequence password) {
        burn();
        return encoder.encode(password);
    }

    @Override
    public boolean matches(CharSequence password, String hash) {
        burn();
        return encoder.matches(password, hash);
    }

    private void burn() {
        int steps = faults.intensity(AuthFaults.SLOW_PASSWORD_HASH);
        if (steps > 0) {
            new BCryptPasswordEncoder(Math.min(cost + steps, 31)).encode("any password takes as long");
        }
    }
}
