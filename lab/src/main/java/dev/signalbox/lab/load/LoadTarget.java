package dev.signalbox.lab.load;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;

/** Whether load may go somewhere. Pointed at a stranger's machine it would be an attack. */
final class LoadTarget {

    private LoadTarget() {}

    /**
     * Why not; empty if it may.
     *
     * @param allowPublic whether somebody said that any machine will do
     */
    static Optional<String> objection(URI target, boolean allowPublic) {
        if (!"http".equals(target.getScheme()) && !"https".equals(target.getScheme()) || target.getHost() == null) {
            return Optional.of(target + " is no address of front-service. One looks like http://localhost:8080");
        }
        try {
            for (InetAddress address : InetAddress.getAllByName(target.getHost())) {
                if (!allowPublic && !isPrivate(address)) {
                    return Optional.of(target.getHost() + " (" + address.getHostAddress() + ") is a public address, and"
                            + " load on a machine that is not yours is an attack.\nIf it is yours, add --allow-public");
                }
            }
            return Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.of("There is no machine " + target.getHost() + ".");
        }
    }

    private static boolean isPrivate(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || address instanceof Inet6Address && isUniqueLocal(address.getAddress());
    }

    /** fc00::/7, the private addresses of IPv6 since RFC 4193; Java's isSiteLocalAddress means those before. */
    private static boolean isUniqueLocal(byte[] address) {
        return (address[0] & 0xfe) == 0xfc;
    }
}
