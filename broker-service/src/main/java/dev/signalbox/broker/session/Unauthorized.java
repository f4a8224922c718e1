package dev.signalbox.broker.session;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** No token, or one that is not valid: 401 with the challenge of RFC 6750, section 3. */
class Unauthorized extends ErrorResponseException {

    Unauthorized(Throwable cause) {
        super(
                HttpStatus.UNAUTHORIZED,
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.UNAUTHORIZED, "Sign in first: a valid bearer token is needed."),
                cause);
        getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
}
