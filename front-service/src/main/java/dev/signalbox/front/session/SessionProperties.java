package dev.signalbox.front.session;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How the session is kept in the browser.
 *
 * @param secureCookies whether cookies go over HTTPS only. The lab is plain HTTP on localhost, so the default is no;
 *     anything that others can reach should say yes
 */
@ConfigurationProperties("signalbox.session")
record SessionProperties(boolean secureCookies) {}
