package dev.signalbox.front;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** The trading desk page and the public API. */
@SpringBootApplication
@ConfigurationPropertiesScan
@OpenAPIDefinition(
        info = @Info(title = "front-service", version = "1", description = """
                                The public API of the paper-trading desk. Errors are problem details (RFC 9457) with a \
                                traceId; every answer has its trace id in the header X-Trace-Id. Instead of the bearer \
                                token the cookie of the page does, too; a request that changes something then needs the \
                                value of the cookie XSRF-TOKEN in the header X-XSRF-TOKEN."""),
        security = @SecurityRequirement(name = "bearer"))
@SecurityScheme(name = "bearer", type = SecuritySchemeType.HTTP, scheme = "bearer")
public class FrontService {

    public static void main(String[] args) {
        SpringApplication.run(FrontService.class, args);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
