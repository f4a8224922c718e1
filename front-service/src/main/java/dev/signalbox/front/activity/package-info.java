/** What visitors did, how it went, and in which trace. */
package dev.signalbox.front.activity;
