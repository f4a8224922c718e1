/** Passwords: hashed by bcrypt, on one thread, so that the profiler can say which request the CPU time was for. */
package dev.signalbox.auth.password;
