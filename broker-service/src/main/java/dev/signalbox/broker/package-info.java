/** Quotes, orders and portfolios of the paper-trading desk. */
package dev.signalbox.broker;
