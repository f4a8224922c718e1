package dev.signalbox.auth.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The secret that stands for a session: 256 random bits in URL-safe base64.
 *
 * @param value 43 characters
 */
record SessionToken(String value) {

    private static final int BYTES = 32;
    private static final Pattern BEARER = Pattern.compile("Bearer +([A-Za-z0-9_-]{43})", Pattern.CASE_INSENSITIVE);

    static SessionToken random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new SessionToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** The token of an Authorization header (RFC 6750); empty if it is anything but a token of ours. */
    static Optional<SessionToken> ofHeader(String authorization) {
        return Optional.ofNullable(authorization)
                .map(String::trim)
                .map(BEARER::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> new SessionToken(matcher.group(1)));
    }

    /** What is stored in its place. A plain hash will do: nobody guesses 256 random bits. */
    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "SessionToken";
    }
}
