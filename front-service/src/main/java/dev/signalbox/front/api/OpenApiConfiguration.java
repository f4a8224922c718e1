package dev.signalbox.front.api;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The head of the API's description at {@code /v3/api-docs}. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    static final String BEARER = "bearer";

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(
                        new Info()
                                .title("Signalbox")
                                .version("0.1.0")
                                .description(
                                        """
                                        The public API of the paper-trading desk. Errors are problem details (RFC 9457) with \
                                        a traceId, and every answer has its trace id in the header X-Trace-Id. Instead of \
                                        the bearer token the page's cookie does, too; requests that change something then \
                                        need the cookie XSRF-TOKEN repeated in the header X-XSRF-TOKEN."""))
                .components(new Components()
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")))
                .addSecurityItem(new SecurityRequirement().addList(BEARER));
    }
}
