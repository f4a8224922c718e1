/**
 * Calls from one service to another: with a bound on time, repeats only where they do no harm, and a circuit breaker.
 *
 * <p>Ask {@link dev.signalbox.common.client.ServiceClients} for a {@link dev.signalbox.common.client.ServiceClient}.
 */
package dev.signalbox.common.client;
