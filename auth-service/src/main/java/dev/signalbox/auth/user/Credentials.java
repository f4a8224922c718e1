package dev.signalbox.auth.user;

/** An account and what its password is compared with; never leaves this service. */
public record Credentials(User user, String passwordHash) {

    @Override
    public String toString() {
        return "Credentials[user=" + user.id() + "]";
    }
}
