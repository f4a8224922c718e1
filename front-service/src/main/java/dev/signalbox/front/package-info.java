/**
 * The trading desk: the page a person uses, and the public API behind it. Both are thin: accounts are auth-service's,
 * trading is broker-service's; what belongs to this service is the list of what visitors did.
 */
package dev.signalbox.front;
