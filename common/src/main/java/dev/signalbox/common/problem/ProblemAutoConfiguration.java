package dev.signalbox.common.problem;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.webflux.autoconfigure.error.ErrorWebFluxAutoConfiguration;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** Strict reading of requests, and one kind of answer to whatever is wrong. */
@AutoConfiguration(before = ErrorWebFluxAutoConfiguration.class)
public class ProblemAutoConfiguration {

    /** No request of these services is anywhere near as long. */
    private static final DataSize MAX_BODY = DataSize.ofKilobytes(64);

    @Bean
    ProblemHandler problemHandler(MessageSource messages, JsonMapper json) {
        return new ProblemHandler(new Problems(), messages, json);
    }

    @Bean
    BadForms badForms() {
        return new BadForms();
    }

    @Bean
    DescribedProblems describedProblems() {
        return new DescribedProblems();
    }

    /** Only for what a server reads: a client has to be tolerant of what other services will say one day. */
    @Bean
    WebFluxConfigurer strictRequestReading(JsonMapper json) {
        JsonMapper strict = json.rebuild()
                .enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                // A number is not a text; the other way round is covered by the line above.
                .withCoercionConfig(
                        LogicalType.Textual,
                        text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .build();
        return new WebFluxConfigurer() {
            @Override
            public void configureHttpMessageCodecs(ServerCodecConfigurer configurer) {
                configurer.defaultCodecs().maxInMemorySize((int) MAX_BODY.toBytes());
                configurer.defaultCodecs().jacksonJsonDecoder(new JacksonJsonDecoder(strict));
            }
        };
    }

    /** What Spring Security refuses to look at, such as a path with two slashes, it would answer without a body. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ServerExchangeRejectedHandler.class)
    static class WithSecurity {

        @Bean
        ServerExchangeRejectedHandler refusedRequests() {
            return (exchange, refused) ->
                    Mono.error(new ResponseStatusException(HttpStatus.BAD_REQUEST, refused.getMessage(), refused));
        }
    }
}
