/** What telemetry costs: the same load on the same services with no, some and all of it, side by side. */
package dev.signalbox.lab.benchmark;
