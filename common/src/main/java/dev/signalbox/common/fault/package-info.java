/**
 * Faults that a trainer switches on: feature flags in flagd's file format, read through OpenFeature.
 *
 * <p>A service names its own faults and puts the misbehaviour at its seams; domain logic knows nothing of it.
 */
package dev.signalbox.common.fault;
