package dev.signalbox.common.test;

import dev.signalbox.common.telemetry.Observations;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The smallest service there is: what all have from {@code common}, and a few requests that go wrong. */
@SpringBootApplication
public class SampleService {

    private static final Logger log = LoggerFactory.getLogger(SampleService.class);

    /** What a request may carry. */
    public record Wish(
            @NotNull String name, @NotNull @Max(10) Integer quantity) {}

    @RestController
    static class Wishes {

        private final List<Wish> granted = new CopyOnWriteArrayList<>();
        private final DatabaseClient database;
        private final Observations observations;

        Wishes(DatabaseClient database, Observations observations) {
            this.database = database;
            this.observations = observations;
        }

        @PostMapping("/wishes")
        Mono<Wish> grant(@Valid @RequestBody Wish wish) {
            granted.add(wish);
            return Mono.just(wish);
        }

        @GetMapping("/wishes")
        List<Wish> granted() {
            return granted;
        }

        @GetMapping("/tables")
        Mono<Long> tables() {
            return database.sql("SELECT count(*) AS n FROM pg_class")
                    .map(row -> row.get("n", Long.class))
                    .one()
                    .transform(observations.mono("tables.count"));
        }

        @GetMapping("/hop")
        Mono<String> hop() {
            return Mono.fromCallable(() -> {
                        log.info("On another thread");
                        return "hop";
                    })
                    .subscribeOn(Schedulers.newSingle("another-thread"));
        }

        /** Holds the thread that serves the network for a second. */
        @GetMapping("/blocking")
        Mono<String> blocking() {
            return Mono.fromCallable(() -> {
                Thread.sleep(1000);
                return "blocking";
            });
        }

        @GetMapping("/broken")
        Mono<Wish> broken() {
            return Mono.error(new IllegalStateException("a secret of the inside"));
        }

        @GetMapping("/database-away")
        Mono<Wish> databaseAway() {
            return Mono.error(new DataAccessResourceFailureException("connection refused"));
        }
    }
}
