/** What the three services share, as auto-configuration: a service only adds the dependency. */
package dev.signalbox.common;
