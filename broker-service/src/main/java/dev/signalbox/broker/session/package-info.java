/** Who is calling: auth-service is asked, each time. */
package dev.signalbox.broker.session;
