/** The pages: server-rendered, made livelier by htmx where scripts run. */
package dev.signalbox.front.desk;
