/** What somebody has: cash and positions. */
package dev.signalbox.broker.portfolio;
