/** A visitor of the trading desk, as drills, checks and tests need one whose every step is known. */
package dev.signalbox.lab.visitor;
