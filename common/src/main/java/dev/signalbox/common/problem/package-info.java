/** Every error answer of a service: RFC 9457 problem details with the trace id in them. */
package dev.signalbox.common.problem;
