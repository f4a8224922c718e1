package dev.signalbox.backend;

import java.util.Locale;
import javax.sql.DataSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** The backend, whose answers say how long each query took: {@code Server-Timing: Traces.page;dur=12.345}, milliseconds. */
final class TimedBackend {

    static final String HEADER = "Server-Timing";

    private static final StackWalker CALLERS = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    public static void main(String[] args) {
        new SpringApplicationBuilder(LocalBackend.class, TimedBackend.class).run(args);
    }

    @Bean
    JdbcTemplate jdbcTemplate(DataSource dataSource) {
        return new JdbcTemplate(dataSource) {
            @Override
            public <T> T query(
                    PreparedStatementCreator statement, PreparedStatementSetter setter, ResultSetExtractor<T> rows) {
                long start = System.nanoTime();
                try {
                    return super.query(statement, setter, rows);
                } finally {
                    say(System.nanoTime() - start);
                }
            }
        };
    }

    private static void say(long nanos) {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request) {
            request.getResponse().addHeader(HEADER, String.format(Locale.ROOT, "%s;dur=%.3f", query(), nanos / 1e6));
        }
    }

    /** The class and method of ours that asked. */
    private static String query() {
        return CALLERS.walk(
                frames -> frames.filter(frame -> frame.getClassName().startsWith("dev.signalbox.")
                                && frame.getDeclaringClass().getEnclosingClass() != TimedBackend.class
                                && frame.getDeclaringClass() != TimedBackend.class)
                        .findFirst()
                        .map(frame -> frame.getDeclaringClass().getSimpleName() + "." + frame.getMethodName())
                        .orElse("unknown"));
    }
}
