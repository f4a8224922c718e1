package dev.signalbox.front.session;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** What a visitor signs in with. */
public record Credentials(
        @NotBlank @Size(max = 254) String email,
        @NotBlank @Size(max = 200) String password) {

    @Override
    public String toString() {
        return "Credentials[" + email + "]";
    }
}
