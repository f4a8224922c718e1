package dev.signalbox.auth.session;

import dev.signalbox.auth.user.PlainText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * What somebody signs in with. A password that could never have been registered is simply a wrong one.
 */
record SignIn(
        @NotBlank @Size(max = 254) @PlainText String email,

        @NotNull @Size(max = 1024) String password) {

    @Override
    public String toString() {
        return "SignIn[email=" + email + "]";
    }
}
