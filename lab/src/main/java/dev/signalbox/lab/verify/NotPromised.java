package dev.signalbox.lab.verify;

/** Something is not there, and is not promised in a lab of this kind; the message says why. */
final class NotPromised extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotPromised(String why) {
        super(why);
    }
}
