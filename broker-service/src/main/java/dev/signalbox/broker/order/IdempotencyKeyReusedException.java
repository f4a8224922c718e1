package dev.signalbox.broker.order;

/** The key of an earlier request came with a different body. */
class IdempotencyKeyReusedException extends UnprocessableOrderException {

    IdempotencyKeyReusedException() {
        super(
                "idempotency-key-reused",
                "Idempotency key reused",
                "This Idempotency-Key belongs to an earlier, different order. Use a new one.");
    }
}
