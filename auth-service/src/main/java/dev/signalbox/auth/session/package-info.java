/** Sessions: a token for who signs in, and who a token belongs to. */
package dev.signalbox.auth.session;
