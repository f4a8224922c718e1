package dev.signalbox.auth.password;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How passwords are hashed.
 *
 * @param cost bcrypt's cost: the binary logarithm of its rounds, 4 to 31
 * @param queue how many hashes may wait for the thread that makes them
 */
@ConfigurationProperties("signalbox.auth.password")
record PasswordProperties(int cost, int queue) {}
