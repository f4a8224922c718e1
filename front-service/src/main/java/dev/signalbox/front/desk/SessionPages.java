package dev.signalbox.front.desk;

import dev.signalbox.common.telemetry.TraceId;
import dev.signalbox.front.PassedOnProblem;
import dev.signalbox.front.session.ClientAddress;
import dev.signalbox.front.session.Credentials;
import dev.signalbox.front.session.CurrentVisitor;
import dev.signalbox.front.session.Registration;
import dev.signalbox.front.session.SessionCookie;
import dev.signalbox.front.session.Sessions;
import dev.signalbox.front.session.Visitor;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The ways in and out. */
@Controller
class SessionPages {

    private final Sessions sessions;
    private final SessionCookie cookie;
    private final DemoProperties demo;

    SessionPages(Sessions sessions, SessionCookie cookie, DemoProperties demo) {
        this.sessions = sessions;
        this.cookie = cookie;
        this.demo = demo;
    }

    @GetMapping("/sign-in")
    Rendering signIn(@RequestParam MultiValueMap<String, String> query) {
        Notice notice = null;
        if (query.containsKey("ended")) {
            notice = new Notice("caution", "Your session has ended. Sign in to go on where you were.", null);
        } else if (query.containsKey("out")) {
            notice = new Notice("good", "You are signed out.", null);
        }
        return signInPage("", notice, HttpStatus.OK);
    }

    @PostMapping("/sign-in")
    Mono<Rendering> signIn(ServerWebExchange exchange) {
        return exchange.getFormData().flatMap(form -> {
            Credentials credentials = new Credentials(text(form, "email"), text(form, "password"));
            return enter(exchange, credentials)
                    .onErrorResume(
                            PassedOnProblem.class,
                            problem -> Mono.just(
                                    signInPage(credentials.email(), notice(problem), answer(exchange, problem))));
        });
    }

    @GetMapping("/register")
    Rendering register() {
        return registerPage("", "", null, Map.of(), HttpStatus.OK);
    }

    @PostMapping("/register")
    Mono<Rendering> register(ServerWebExchange exchange) {
        return exchange.getFormData().flatMap(form -> {
            Registration wanted =
                    new Registration(text(form, "email"), text(form, "password"), text(form, "displayName"));
            return sessions.register(wanted, ClientAddress.of(exchange))
                    .then(enter(exchange, new Credentials(wanted.email(), wanted.password())))
                    .onErrorResume(
                            PassedOnProblem.class,
                            problem -> Mono.just(registerPage(
                                    wanted.email(),
                                    wanted.displayName(),
                                    notice(problem),
                                    problem.fieldErrors(),
                                    answer(exchange, problem))));
        });
    }

    @PostMapping("/sign-out")
    Mono<Rendering> signOut(@CurrentVisitor Visitor visitor, ServerWebExchange exchange) {
        return sessions.signOut(visitor).then(Mono.fromSupplier(() -> {
            cookie.clear(exchange);
            return SeeOther.page("/sign-in?out");
        }));
    }

    private Mono<Rendering> enter(ServerWebExchange exchange, Credentials credentials) {
        return sessions.signIn(credentials, ClientAddress.of(exchange)).map(session -> {
            cookie.set(exchange, session);
            return SeeOther.page("/");
        });
    }

    private Rendering signInPage(String email, Notice notice, HttpStatusCode status) {
        return Rendering.view("sign-in")
                .modelAttribute("email", email)
                .modelAttribute("notice", notice)
                .modelAttribute("demo", demo.isOffered() ? demo : null)
                .status(status)
                .build();
    }

    private static Rendering registerPage(
            String email, String displayName, Notice notice, Map<String, String> errors, HttpStatusCode status) {
        return Rendering.view("register")
                .modelAttribute("email", email)
                .modelAttribute("displayName", displayName)
                .modelAttribute("notice", notice)
                .modelAttribute("errors", errors)
                .status(status)
                .build();
    }

    private static Notice notice(PassedOnProblem problem) {
        String words = Optional.ofNullable(problem.getBody().getDetail()).orElse("That did not work.");
        return new Notice("bad", words, TraceId.current().orElse(null));
    }

    /** The refusal's status and its Retry-After. A 401 has to name a way to authenticate: here it is a form. */
    private static HttpStatusCode answer(ServerWebExchange exchange, PassedOnProblem problem) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.putAll(problem.getHeaders());
        if (problem.getStatusCode().value() == HttpStatus.UNAUTHORIZED.value()) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Form realm=\"signalbox\"");
        }
        return problem.getStatusCode();
    }

    private static String text(MultiValueMap<String, String> form, String field) {
        return Optional.ofNullable(form.getFirst(field)).orElse("");
    }
}
