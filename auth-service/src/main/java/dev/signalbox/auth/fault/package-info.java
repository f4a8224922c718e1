/** What can be made to go wrong here, and the seams where it does; nothing else in this service knows of it. */
package dev.signalbox.auth.fault;
