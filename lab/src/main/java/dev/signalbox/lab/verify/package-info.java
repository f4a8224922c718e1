/** What the lab promises of its own signals, and the command that proves it: each link between two of them, followed. */
package dev.signalbox.lab.verify;
