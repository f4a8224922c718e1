/** Slows down who guesses passwords. */
package dev.signalbox.auth.throttle;
