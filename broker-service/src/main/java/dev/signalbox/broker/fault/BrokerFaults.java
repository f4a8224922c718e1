package dev.signalbox.broker.fault;

/** The faults of this service, by the keys of their flags; {@code faults.json} describes them. */
final class BrokerFaults {

    static final String ORDER_ERRORS = "order-errors";
    static final String SLOW_QUOTES_QUERY = "slow-quotes-query";
    static final String CONNECTION_POOL_STARVATION = "connection-pool-starvation";
    static final String MEMORY_LEAK = "memory-leak";
    static final String RETRY_STORM = "retry-storm";
    static final String NEGATIVE_PRICE_DATA = "negative-price-data";

    private BrokerFaults() {}
}
