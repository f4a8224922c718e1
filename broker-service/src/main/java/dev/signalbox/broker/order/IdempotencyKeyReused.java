package dev.signalbox.broker.order;

/** The key of an earlier request came with a different body. */
class IdempotencyKeyReused extends UnprocessableOrder {

    IdempotencyKeyReused() {
        super(
                "idempotency-key-reused",
                "Idempotency key reused",
                "This Idempotency-Key belongs to an earlier, different order. Use a new one.");
    }
}
