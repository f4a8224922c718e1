package dev.signalbox.backend.explorer;

import java.net.URI;
import java.util.regex.Pattern;

/** Tells a form of our own page from one of somebody else's: any page in a browser can post to this machine. */
final class SameOrigin {

    /** An address that no name server can lead here: a page of another name could otherwise be taken for ours. */
    private static final Pattern LOCAL = Pattern.compile("localhost|[\\w-]+\\.localhost|[0-9.]+|\\[[0-9a-fA-F:.]+]");

    private SameOrigin() {}

    /**
     * Whether a request that changes something comes from a page of this server.
     *
     * @param origin the header {@code Origin}, which browsers send with every POST; null without it
     * @param host the header {@code Host}
     */
    static boolean isOurs(String origin, String host) {
        if (origin == null) {
            return false;
        }
        try {
            URI page = URI.create(origin);
            return host.equalsIgnoreCase(page.getRawAuthority())
                    && page.getHost() != null
                    && LOCAL.matcher(page.getHost()).matches();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
