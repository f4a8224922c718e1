/** Accounts: who there is, and how one becomes one of them. */
package dev.signalbox.auth.user;
