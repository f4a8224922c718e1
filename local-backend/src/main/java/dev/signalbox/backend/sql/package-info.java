/** Statements that people write, read-only and bounded in time, rows and memory. */
@NullMarked
package dev.signalbox.backend.sql;

import org.jspecify.annotations.NullMarked;
