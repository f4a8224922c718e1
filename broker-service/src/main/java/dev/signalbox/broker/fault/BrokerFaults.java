package dev.signalbox.broker.fault;

/** Keys of this service's faults in the flag file, and what their intensity means. */
final class BrokerFaults {

    /** Percentage of orders that fail. */
    static final String ORDER_ERRORS = "order-errors";
    /** Queries per stock when all quotes are read, instead of one for all of them. */
    static final String SLOW_QUOTES_QUERY = "slow-quotes-query";
    /** Database connections that are held and not used. */
    static final String CONNECTION_POOL_STARVATION = "connection-pool-starvation";
    /** Mebibytes a second that are kept for nothing. */
    static final String MEMORY_LEAK = "memory-leak";
    /** Extra calls to auth-service for each one that is needed. */
    static final String RETRY_STORM = "retry-storm";
    /** Percentage of quotes with a negative price. */
    static final String NEGATIVE_PRICE_DATA = "negative-price-data";

    private BrokerFaults() {}
}
