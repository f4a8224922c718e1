package dev.signalbox.auth.user;

import dev.signalbox.auth.password.PasswordHasher;
import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Registration. */
@RestController
class UserController {

    private static final Logger log = LoggerFactory.getLogger(UserController.class);

    private final Users users;
    private final PasswordHasher hasher;
    private final MeterRegistry meters;

    UserController(Users users, PasswordHasher hasher, MeterRegistry meters) {
        this.users = users;
        this.hasher = hasher;
        this.meters = meters;
    }

    @PostMapping("/users")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Register a new account")
    @ApiResponse(responseCode = "201", description = "The account exists now")
    @ApiResponse(responseCode = "400", description = "Something in the body does not fit")
    @ApiResponse(responseCode = "409", description = "The email address is taken")
    Mono<User> register(@Valid @RequestBody Registration registration) {
        return hasher.hash(registration.password())
                .flatMap(hash -> users.add(registration.email(), registration.displayName(), hash))
                .doOnNext(user -> {
                    count("created");
                    log.atInfo().addKeyValue("user_id", user.id()).log("Account created");
                })
                .switchIfEmpty(Mono.error(() -> {
                    count("email_taken");
                    return new EmailTaken();
                }));
    }

    private void count(String outcome) {
        meters.counter("auth.registrations", "outcome", outcome).increment();
    }
}
