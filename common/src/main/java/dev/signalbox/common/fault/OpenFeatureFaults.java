package dev.signalbox.common.fault;

import dev.openfeature.sdk.Client;

/** Asks OpenFeature; a flag that cannot be evaluated counts as off. */
class OpenFeatureFaults implements Faults {

    private final Client client;

    OpenFeatureFaults(Client client) {
        this.client = client;
    }

    @Override
    public int intensity(String key) {
        return client.getIntegerValue(key, 0);
    }
}
