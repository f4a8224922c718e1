package dev.signalbox.broker.session;

import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import reactor.core.publisher.Mono;

/** Quotes, health and the API's description are open to all; everything else needs a bearer token. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
@SecurityScheme(
        name = "bearer",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description = "The token of POST /sessions at auth-service")
class SecurityConfiguration {

    @Bean
    SecurityWebFilterChain security(ServerHttpSecurity http, SessionIntrospector introspector) {
        // An error, not an answer: whatever turns errors into problem details then does it here, too.
        ServerAuthenticationEntryPoint challenge = (exchange, cause) -> Mono.error(() -> new Unauthorized(cause));
        return http.authorizeExchange(exchange -> exchange.pathMatchers(HttpMethod.GET, "/quotes", "/quotes/*")
                        .permitAll()
                        .pathMatchers("/actuator/**", "/v3/api-docs/**")
                        .permitAll()
                        .anyExchange()
                        .authenticated())
                .oauth2ResourceServer(server -> server.authenticationEntryPoint(challenge)
                        .opaqueToken(token -> token.introspector(introspector)))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(challenge))
                // There is no cookie that a foreign page could make use of, and no form.
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .build();
    }
}
