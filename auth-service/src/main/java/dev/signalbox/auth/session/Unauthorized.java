package dev.signalbox.auth.session;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Not who they say, or nobody at all: 401. Never says what exactly was wrong. */
class Unauthorized extends ErrorResponseException {

    private Unauthorized(String detail) {
        super(HttpStatus.UNAUTHORIZED, ProblemDetail.forStatusAndDetail(HttpStatus.UNAUTHORIZED, detail), null);
        getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }

    static Unauthorized wrongCredentials() {
        return new Unauthorized("Email address or password is wrong.");
    }

    static Unauthorized noSession() {
        return new Unauthorized("There is no such session, or it has expired.");
    }
}
