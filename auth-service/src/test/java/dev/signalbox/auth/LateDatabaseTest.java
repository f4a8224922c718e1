package dev.signalbox.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.common.test.TestPostgres;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.r2dbc.core.DatabaseClient;

@ExtendWith(OutputCaptureExtension.class)
class LateDatabaseTest {

    @Test
    void aServiceThatStartsBeforeItsDatabaseWaitsForIt(CapturedOutput output) {
        try (TestPostgres postgres = TestPostgres.start()) {
            SpringApplicationBuilder service = service(postgres);
            postgres.stop();
            CompletableFuture<ConfigurableApplicationContext> start = CompletableFuture.supplyAsync(service::run);
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> start.isDone() || output.getOut().contains("Connection error"));

            postgres.startAgain();

            try (ConfigurableApplicationContext running = start.join()) {
                assertThat(running.getBean(DatabaseClient.class)
                                .sql("SELECT email FROM users")
                                .mapValue(String.class)
                                .one()
                                .block())
                        .isEqualTo("demo@signalbox.test");
            }
        }
    }

    private static SpringApplicationBuilder service(TestPostgres postgres) {
        StandardEnvironment environment = new StandardEnvironment();
        Map<String, Supplier<Object>> database = new HashMap<>();
        postgres.register(database::put, "auth");
        database.forEach((name, value) ->
                environment.getPropertySources().addFirst(new MapPropertySource(name, Map.of(name, value.get()))));
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test",
                        Map.of(
                                "server.port", "0",
                                "signalbox.auth.password.cost", "4",
                                "signalbox.demo.password", "demo password")));
        return new SpringApplicationBuilder(AuthService.class).environment(environment);
    }
}
