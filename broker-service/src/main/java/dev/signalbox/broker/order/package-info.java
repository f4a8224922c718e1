/** Orders: placed, booked, and, when they have a limit, filled as soon as the price allows. */
package dev.signalbox.broker.order;
