/** The public API under {@code /api}: JSON, with a bearer token or the page's cookie. */
package dev.signalbox.front.api;
