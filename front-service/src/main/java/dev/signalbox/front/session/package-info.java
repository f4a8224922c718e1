/** Who the visitor is: accounts and sessions of auth-service, the cookie, and the security of every request. */
package dev.signalbox.front.session;
