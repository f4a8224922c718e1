package dev.signalbox.backend.query;

import java.time.Instant;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Request parameters of the query API: times in either of their forms, and places in a list. */
@Configuration(proxyBeanMethods = false)
class QueryConfiguration implements WebMvcConfigurer {

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, Instant.class, text -> text.isBlank() ? null : Times.parse(text.strip()));
        registry.addConverter(String.class, Cursor.class, text -> text.isBlank() ? null : Cursor.parse(text.strip()));
    }
}
