package dev.signalbox.common.database;

import java.util.List;
import org.springframework.transaction.reactive.TransactionCallback;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Transactions that go on to their end when nobody waits for them any more, such as a caller who has hung up. Broken off
 * while it begins, a transaction would leave its connection lost to the pool, or worse, in the pool with an open
 * transaction, in which the next one's work would never be committed (spring-framework issue 32115).
 *
 * @param transactions what runs them
 */
record FinishedTransactions(TransactionalOperator transactions) implements TransactionalOperator {

    @Override
    public <T> Flux<T> execute(TransactionCallback<T> work) {
        return Mono.deferContextual(caller -> Mono.fromFuture(
                        () -> transactions
                                .execute(work)
                                .collectList()
                                // An error that nobody waits for is none to complain of.
                                .materialize()
                                .contextWrite(caller)
                                .toFuture(),
                        true))
                .<List<T>>dematerialize()
                .flatMapIterable(results -> results);
    }
}
