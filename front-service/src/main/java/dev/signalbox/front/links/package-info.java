/** From a trace id to the views of that trace. */
package dev.signalbox.front.links;
