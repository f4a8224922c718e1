package dev.signalbox.common.test;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The smallest service there is: what all have from {@code common}, and a few requests that go wrong. */
@SpringBootApplication
public class SampleService {

    /** What a request may carry. */
    public record Wish(
            @NotNull String name, @NotNull @Max(10) Integer quantity) {}

    @RestController
    static class Wishes {

        private final List<Wish> granted = new CopyOnWriteArrayList<>();

        @PostMapping("/wishes")
        Mono<Wish> grant(@Valid @RequestBody Wish wish) {
            granted.add(wish);
            return Mono.just(wish);
        }

        @GetMapping("/wishes")
        List<Wish> granted() {
            return granted;
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
