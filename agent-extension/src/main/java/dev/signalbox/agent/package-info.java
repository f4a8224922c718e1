/** What the OpenTelemetry Java agent is told in code because no setting says it. */
package dev.signalbox.agent;
