package dev.signalbox.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.lab.http.Http;
import dev.signalbox.lab.visitor.Trader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** A few programs that buy for a trader without a pause, and remember what became of each order. */
final class Customers implements AutoCloseable {

    private static final int COUNT = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Trader trader;
    private final Queue<Placed> orders = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(COUNT);
    private final List<? extends Future<?>> customers;
    private volatile boolean gone;

    private Customers(Trader trader) {
        this.trader = trader;
        this.customers = IntStream.range(0, COUNT)
                .mapToObj(customer -> threads.submit(this::buy))
                .toList();
    }

    /** An order that has been answered. */
    record Placed(String idempotencyKey, Instant at, Duration took, Http.Answer answer) {

        boolean isAcknowledged() {
            return answer.status() == 201;
        }

        String id() {
            return answer.json().path("id").asString();
        }
    }

    static Customers of(Trader trader) {
        return new Customers(trader);
    }

    private Void buy() throws Exception {
        while (!gone) {
            String key = UUID.randomUUID().toString();
            Instant at = Instant.now();
            long begun = System.nanoTime();
            Http.Answer answer = trader.buy(key);
            orders.add(new Placed(key, at, Duration.ofNanos(System.nanoTime() - begun), answer));
        }
        return null;
    }

    List<Placed> orders() {
        return List.copyOf(orders);
    }

    List<Placed> acknowledged() {
        return orders.stream().filter(Placed::isAcknowledged).toList();
    }

    List<Placed> refused() {
        return orders.stream().filter(order -> !order.isAcknowledged()).toList();
    }

    /** Waits for more orders of one kind than there are. */
    void awaitMore(int count, Supplier<List<Placed>> kind) {
        int before = kind.get().size();
        await().atMost(PATIENCE).until(() -> kind.get().size() >= before + count);
    }

    /** Lets each finish the order that is under way. */
    @Override
    public void close() {
        gone = true;
        threads.shutdown();
        assertThat(customers).allSatisfy(customer -> assertThat(customer).succeedsWithin(PATIENCE));
    }
}
