/** What a trainer can break here: seams around the web server and the calls to other services. */
package dev.signalbox.front.fault;
