package dev.signalbox.broker;

import dev.signalbox.common.fault.Faults;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Faults by a switch in the test instead of a flag file. */
public class SwitchableFaults implements Faults {

    private final Map<String, Integer> intensities = new ConcurrentHashMap<>();

    @Override
    public int intensity(String key) {
        return intensities.getOrDefault(key, 0);
    }

    /** Switches a fault on. */
    public void on(String key, int intensity) {
        intensities.put(key, intensity);
    }

    /** Switches a fault off. */
    public void off(String key) {
        intensities.remove(key);
    }

    /** Switches every fault off. */
    public void allOff() {
        intensities.clear();
    }
}
