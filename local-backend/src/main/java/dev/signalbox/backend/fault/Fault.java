package dev.signalbox.backend.fault;

import java.util.List;

/**
 * Something that can be broken on purpose.
 *
 * @param variants the ways in which it can be on, the usual one first
 * @param current the variant in force, or {@value #OFF}
 * @param service where it sits
 * @param description what is seen when it is on
 */
public record Fault(String name, List<String> variants, String current, String service, String description) {

    public static final String OFF = "off";

    public boolean isOn() {
        return !current.equals(OFF);
    }
}
