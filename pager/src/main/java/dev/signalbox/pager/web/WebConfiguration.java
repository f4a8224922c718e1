package dev.signalbox.pager.web;

import java.time.Clock;
import java.time.Instant;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** How query parameters are read, and what time it is. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Override
    public void addFormatters(FormatterRegistry registry) {
        // status=firing as well as status=FIRING
        ApplicationConversionService.configure(registry);
        registry.addConverter(new InstantParameter());
    }

    /** ISO-8601, or milliseconds since the epoch. */
    private static final class InstantParameter implements Converter<String, Instant> {

        @Override
        public Instant convert(String text) {
            return text.chars().allMatch(Character::isDigit)
                    ? Instant.ofEpochMilli(Long.parseLong(text))
                    : Instant.parse(text);
        }
    }
}
