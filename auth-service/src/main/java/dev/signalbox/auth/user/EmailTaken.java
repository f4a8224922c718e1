package dev.signalbox.auth.user;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Somebody has an account with this email address already: 409. */
class EmailTaken extends ErrorResponseException {

    EmailTaken() {
        super(
                HttpStatus.CONFLICT,
                ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "This email address has an account already."),
                null);
    }
}
