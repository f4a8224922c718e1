/** The stack of {@code docker compose up}, as its files describe it. */
package dev.signalbox.lab.compose;
