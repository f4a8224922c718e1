/** Accounts, sign-in and sessions. */
package dev.signalbox.auth;
