package dev.signalbox.auth.user;

import dev.signalbox.auth.password.PasswordLength;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * What somebody tells about themselves to get an account.
 *
 * @param displayName what others see
 */
record Registration(
        @NotBlank @Email @Size(max = 254) @PlainText String email,

        @NotNull @PasswordLength String password,

        @NotBlank @Size(max = 80) @PlainText String displayName) {

    @Override
    public String toString() {
        return "Registration[email=" + email + "]";
    }
}
