package dev.signalbox.auth.throttle;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;

/** A token bucket for each key; a key that nobody has used for a while, or that is one too many, is forgotten. */
class Buckets {

    private final ThrottleProperties.Limit limit;
    private final Cache<String, Bucket> buckets;

    Buckets(ThrottleProperties.Limit limit, int tracked) {
        this.limit = limit;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(tracked)
                .expireAfterAccess(limit.refill()) // full again by then: nothing is forgotten
                .build();
    }

    Bucket of(String key) {
        return buckets.get(
                key,
                k -> Bucket.builder()
                        .addLimit(l -> l.capacity(limit.attempts()).refillGreedy(limit.attempts(), limit.refill()))
                        .build());
    }
}
