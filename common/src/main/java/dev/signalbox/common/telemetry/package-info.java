/**
 * Telemetry, the same with and without the OpenTelemetry Java agent: same span names, attributes and metric names.
 */
package dev.signalbox.common.telemetry;
