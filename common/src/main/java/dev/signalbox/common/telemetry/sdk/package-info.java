/**
 * Telemetry without the agent: Spring's and Micrometer's own, with the names and attributes that the OpenTelemetry
 * semantic conventions give them, as the agent does.
 */
package dev.signalbox.common.telemetry.sdk;
