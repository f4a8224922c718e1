/** What can be made to go wrong here, and where: decorators at the seams. The domain knows nothing of them. */
package dev.signalbox.broker.fault;
