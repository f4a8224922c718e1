/** Visitors for a lab: the simulations of the module {@code load}, as this command and the drills run them. */
package dev.signalbox.lab.load;
