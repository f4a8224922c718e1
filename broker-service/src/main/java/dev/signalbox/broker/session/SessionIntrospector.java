package dev.signalbox.broker.session;

import java.util.Map;
import java.util.Set;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.ReactiveOpaqueTokenIntrospector;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Lets Spring Security ask auth-service instead of an OAuth 2 server; the principal's name is the user's id. */
@Component
class SessionIntrospector implements ReactiveOpaqueTokenIntrospector {

    private final Sessions sessions;

    SessionIntrospector(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Mono<OAuth2AuthenticatedPrincipal> introspect(String token) {
        return sessions.current(token)
                .<OAuth2AuthenticatedPrincipal>map(SessionIntrospector::principal)
                .switchIfEmpty(Mono.error(() -> new BadOpaqueTokenException("The token is not, or no longer, valid.")));
    }

    private static OAuth2AuthenticatedPrincipal principal(Session session) {
        return new DefaultOAuth2AuthenticatedPrincipal(
                session.user().id().toString(), Map.of("exp", session.expiresAt()), Set.of());
    }
}
