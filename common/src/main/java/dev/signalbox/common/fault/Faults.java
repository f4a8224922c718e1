package dev.signalbox.common.fault;

/** Which faults are switched on right now. Cheap enough to be asked on every request. */
public interface Faults {

    /**
     * How strong the fault is: the number of the flag's chosen variant, in the unit that the flag's description names.
     *
     * @param key the flag's key, as in {@code faults.json}
     * @return 0 when the fault is off, unknown, or cannot be evaluated
     */
    int intensity(String key);

    /** Whether the fault has any intensity at all. */
    default boolean isOn(String key) {
        return intensity(key) > 0;
    }

    /** No fault, ever: what a service has when no flag file is configured. */
    static Faults none() {
        return key -> 0;
    }
}
