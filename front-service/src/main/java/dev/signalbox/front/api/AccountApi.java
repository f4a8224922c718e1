package dev.signalbox.front.api;

import dev.signalbox.front.session.ClientAddress;
import dev.signalbox.front.session.Credentials;
import dev.signalbox.front.session.CurrentVisitor;
import dev.signalbox.front.session.Registration;
import dev.signalbox.front.session.Session;
import dev.signalbox.front.session.SessionCookie;
import dev.signalbox.front.session.Sessions;
import dev.signalbox.front.session.User;
import dev.signalbox.front.session.Visitor;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Accounts and sessions. */
@RestController
@RequestMapping("/api")
class AccountApi {

    private final Sessions sessions;
    private final SessionCookie cookie;

    AccountApi(Sessions sessions, SessionCookie cookie) {
        this.sessions = sessions;
        this.cookie = cookie;
    }

    /** Makes an account. 400 if it cannot be one, 409 if there is one with this address. */
    @PostMapping(path = "/users", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @SecurityRequirements
    Mono<User> register(@Valid @RequestBody Registration registration, ServerWebExchange exchange) {
        return sessions.register(registration, ClientAddress.of(exchange));
    }

    /** Opens a session: gives its token, and sets it as a cookie. 401 if the two do not match, 429 after too many. */
    @PostMapping(path = "/sessions", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @SecurityRequirements
    Mono<Session> signIn(@Valid @RequestBody Credentials credentials, ServerWebExchange exchange) {
        return sessions.signIn(credentials, ClientAddress.of(exchange))
                .doOnNext(session -> cookie.set(exchange, session))
                // Whoever goes on with the cookie needs the CSRF token, too: asking for it sets its cookie.
                .delayUntil(session -> exchange.<Mono<CsrfToken>>getRequiredAttribute(CsrfToken.class.getName()));
    }

    /** Ends the session. */
    @DeleteMapping("/sessions/current")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> signOut(@CurrentVisitor Visitor visitor, ServerWebExchange exchange) {
        return sessions.signOut(visitor).then(Mono.fromRunnable(() -> cookie.clear(exchange)));
    }
}
