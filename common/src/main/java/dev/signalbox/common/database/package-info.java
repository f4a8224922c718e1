/** What the services share in the use of their databases. */
package dev.signalbox.common.database;
