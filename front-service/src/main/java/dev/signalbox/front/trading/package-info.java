/** Quotes, orders and portfolios of broker-service. */
package dev.signalbox.front.trading;
