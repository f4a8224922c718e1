package dev.signalbox.front.session;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** A new account as the visitor wants it; auth-service has the last word. */
public record Registration(
        @NotBlank @Size(max = 254) String email,
        @NotBlank @Size(max = 200) String password,
        @NotBlank @Size(max = 100) String displayName) {

    @Override
    public String toString() {
        return "Registration[" + email + "]";
    }
}
