package dev.signalbox.observability;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

/** What happens to a check whose tool is not there: it is skipped aloud, and in CI it fails. */
final class Unchecked {

    private Unchecked() {}

    /**
     * Ends the test.
     *
     * @param what is not checked
     * @param why it cannot be
     */
    static void because(String what, String why) {
        if ("true".equals(System.getenv("CI"))) {
            fail(why);
        }
        System.err.println("NOT CHECKED: " + what + " " + why);
        abort(why);
    }
}
