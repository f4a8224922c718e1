/** Which of the two kinds of lab a command is for. */
package dev.signalbox.lab.against;
