/** The made-up stocks, what they cost now, and the random walk that moves them. */
package dev.signalbox.broker.quote;
