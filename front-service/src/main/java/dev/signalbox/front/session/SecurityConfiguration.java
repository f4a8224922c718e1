package dev.signalbox.front.session;

import java.net.URI;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.authentication.ServerAuthenticationEntryPointFailureHandler;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.csrf.CookieServerCsrfTokenRepository;
import org.springframework.security.web.server.csrf.CsrfWebFilter;
import org.springframework.security.web.server.header.CrossOriginOpenerPolicyServerHttpHeadersWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.server.header.CrossOriginResourcePolicyServerHttpHeadersWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.security.web.server.header.XFrameOptionsServerHttpHeadersWriter.Mode;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import org.springframework.security.web.server.util.matcher.AndServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.NegatedServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.OrServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Who may do what. Nothing is kept on the server: auth-service is asked with every request, so a session that has ended
 * has ended everywhere.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /** Everything comes from here; no inline script or style, no frame, no other site's form. */
    private static final String CONTENT_SECURITY_POLICY = """
            default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
            form-action 'self'; base-uri 'none'; frame-ancestors 'none'""";

    private static final ServerWebExchangeMatcher OPEN_API = new OrServerWebExchangeMatcher(
            ServerWebExchangeMatchers.pathMatchers(HttpMethod.POST, "/api/users", "/api/sessions"),
            ServerWebExchangeMatchers.pathMatchers(HttpMethod.GET, "/api/quotes", "/api/quotes/*"));

    private static final ServerWebExchangeMatcher OPEN_PAGES = ServerWebExchangeMatchers.pathMatchers(
            "/sign-in",
            "/register",
            "/desk.css",
            "/desk.js",
            "/favicon.svg",
            "/webjars/**",
            "/v3/api-docs/**",
            "/actuator/health/**");

    private final AuthClient auth;
    private final SessionCookie cookie;
    private final SessionProperties properties;

    SecurityConfiguration(AuthClient auth, SessionCookie cookie, SessionProperties properties) {
        this.auth = auth;
        this.cookie = cookie;
        this.properties = properties;
    }

    /** The API: a problem for whoever is not signed in; CSRF protection where the cookie is what lets a request in. */
    @Bean
    @Order(1)
    SecurityWebFilterChain api(ServerHttpSecurity http) {
        return common(http, OPEN_API, SecurityConfiguration::unauthorized)
                .securityMatcher(ServerWebExchangeMatchers.pathMatchers("/api/**"))
                .csrf(csrf -> csrf.requireCsrfProtectionMatcher(new AndServerWebExchangeMatcher(
                        CsrfWebFilter.DEFAULT_CSRF_MATCHER,
                        new NegatedServerWebExchangeMatcher(OPEN_API),
                        SecurityConfiguration::cookieCounts)))
                .build();
    }

    /** The pages: the way to sign in for whoever is not signed in; CSRF protection for every form. */
    @Bean
    @Order(2)
    SecurityWebFilterChain pages(ServerHttpSecurity http) {
        return common(http, OPEN_PAGES, this::signInFirst).build();
    }

    private ServerHttpSecurity common(
            ServerHttpSecurity http, ServerWebExchangeMatcher open, ServerAuthenticationEntryPoint entry) {
        return http.authorizeExchange(exchanges ->
                        exchanges.matchers(open).permitAll().anyExchange().authenticated())
                .addFilterAt(authentication(open, entry), SecurityWebFiltersOrder.AUTHENTICATION)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()))
                .exceptionHandling(errors -> errors.authenticationEntryPoint(entry)
                        .accessDeniedHandler((exchange, denied) -> Mono.error(forbidden(denied))))
                .csrf(csrf -> csrf.csrfTokenRepository(csrfCookie())
                        .csrfTokenRequestHandler(new MaskedInFormsPlainInHeader())
                        .accessDeniedHandler((exchange, denied) -> Mono.error(forbidden(denied))))
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
                        .frameOptions(frame -> frame.mode(Mode.DENY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicy(
                                permissions -> permissions.policy("camera=(), geolocation=(), microphone=()"))
                        .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                        .crossOriginResourcePolicy(resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN)))
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable);
    }

    /** Asks auth-service who the token belongs to; not for what is open to all, so that a stale cookie does no harm. */
    private AuthenticationWebFilter authentication(
            ServerWebExchangeMatcher open, ServerAuthenticationEntryPoint entry) {
        ReactiveAuthenticationManager manager = claim -> auth.visitor((String) claim.getCredentials())
                .<Authentication>map(VisitorAuthentication::new)
                .switchIfEmpty(Mono.error(() -> new BadCredentialsException("The session has ended.")));
        AuthenticationWebFilter filter = new AuthenticationWebFilter(manager);
        filter.setServerAuthenticationConverter(exchange -> Mono.justOrEmpty(Tokens.of(exchange))
                .map(token -> new PreAuthenticatedAuthenticationToken("visitor", token)));
        filter.setRequiresAuthenticationMatcher(new NegatedServerWebExchangeMatcher(open));
        filter.setAuthenticationFailureHandler(new ServerAuthenticationEntryPointFailureHandler(entry));
        return filter;
    }

    private CookieServerCsrfTokenRepository csrfCookie() {
        // Scripts of our own origin may read it: an API caller that lives on the cookie sends it back in a header.
        CookieServerCsrfTokenRepository repository = CookieServerCsrfTokenRepository.withHttpOnlyFalse();
        repository.setCookieCustomizer(csrf -> csrf.sameSite("Lax").secure(properties.secureCookies()));
        return repository;
    }

    private static Mono<MatchResult> cookieCounts(ServerWebExchange exchange) {
        return !Tokens.inHeader(exchange) && SessionCookie.token(exchange).isPresent()
                ? MatchResult.match()
                : MatchResult.notMatch();
    }

    private static Mono<Void> unauthorized(ServerWebExchange exchange, Exception cause) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.UNAUTHORIZED,
                Tokens.of(exchange).isPresent()
                        ? "The session has ended, or never was. Sign in again."
                        : "Sign in first: POST /api/sessions gives a token.");
        ErrorResponseException error = new ErrorResponseException(HttpStatus.UNAUTHORIZED, problem, cause);
        error.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"signalbox\"");
        return Mono.error(error);
    }

    private Mono<Void> signInFirst(ServerWebExchange exchange, Exception cause) {
        boolean ended = SessionCookie.token(exchange).isPresent();
        if (ended) {
            cookie.clear(exchange);
        }
        URI signIn = URI.create(ended ? "/sign-in?ended" : "/sign-in");
        return Redirect.to(exchange, signIn);
    }

    private static ErrorResponseException forbidden(Exception denied) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.FORBIDDEN,
                "This request does not carry the token that shows it came from our own page. "
                        + "Go back, reload the page, and try again.");
        return new ErrorResponseException(HttpStatus.FORBIDDEN, problem, denied);
    }
}
