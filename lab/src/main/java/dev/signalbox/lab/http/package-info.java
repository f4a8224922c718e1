/** How the lab asks its servers and its services: JSON over HTTP. */
package dev.signalbox.lab.http;
