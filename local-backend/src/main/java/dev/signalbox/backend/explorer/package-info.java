/** The pages: what a person sees of the stored signals. Rendered here, so that they work without JavaScript too. */
@NullMarked
package dev.signalbox.backend.explorer;

import org.jspecify.annotations.NullMarked;
