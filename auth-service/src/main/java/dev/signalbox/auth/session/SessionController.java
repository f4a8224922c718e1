package dev.signalbox.auth.session;

import dev.signalbox.auth.throttle.ClientAddress;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Sign-in, sign-out, and who a token belongs to. */
@RestController
class SessionController {

    private final Sessions sessions;

    SessionController(Sessions sessions) {
        this.sessions = sessions;
    }

    @PostMapping("/sessions")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Sign in")
    @ApiResponse(responseCode = "201", description = "A token for the session")
    @ApiResponse(responseCode = "401", description = "No such account, or not its password")
    @ApiResponse(responseCode = "429", description = "Too many failed before; see Retry-After")
    @ApiResponse(responseCode = "503", description = "Too many sign in at the moment; see Retry-After")
    Mono<SignedIn> signIn(@Valid @RequestBody SignIn signIn, @Parameter(hidden = true) ServerHttpRequest request) {
        return sessions.signIn(signIn, ClientAddress.of(request));
    }

    @GetMapping("/sessions/current")
    @Operation(summary = "Who does the token belong to?")
    @ApiResponse(responseCode = "200", description = "Somebody who is signed in")
    @ApiResponse(responseCode = "401", description = "No such session, or it has expired")
    Mono<ActiveSession> current(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) String authorization) {
        return sessions.verify(authorization);
    }

    @DeleteMapping("/sessions/current")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Sign out")
    @ApiResponse(responseCode = "204", description = "The token is worth nothing any more")
    @ApiResponse(responseCode = "401", description = "No such session, or it has expired")
    Mono<Void> signOut(@RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) String authorization) {
        return sessions.signOut(authorization);
    }
}
