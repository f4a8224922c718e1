package dev.signalbox.backend.explorer;

import dev.signalbox.backend.explorer.FlameChart.Change;

/**
 * Shares of a whole flame graph, and of the one that it is compared with.
 *
 * @param now nanoseconds of the whole graph
 * @param before nanoseconds of the whole graph that it is compared with; 0 for none
 */
record Shares(long now, long before) {

    /** Shares that differ by less than a tenth of both together are called the same: that is chance. */
    private static final double SAME = 0.1;

    private static final double MUCH = 0.4;

    /** How wide a frame is to be, next to others. */
    double width(Frame frame) {
        return share(frame.now().total(), now) + share(frame.before().total(), before);
    }

    /** How much there is to say about a time: its share, or how far that differs. */
    double weight(long time, long timeBefore) {
        return Math.abs(share(time, now) - share(timeBefore, before));
    }

    /** From less to more. */
    Change change(long time, long timeBefore) {
        double sum = share(time, now) + share(timeBefore, before);
        double change = sum == 0 ? 0 : (share(time, now) - share(timeBefore, before)) / sum;
        if (Math.abs(change) < SAME) {
            return Change.SAME;
        }
        if (change < 0) {
            return change < -MUCH ? Change.MUCH_LESS : Change.LESS;
        }
        return change > MUCH ? Change.MUCH_MORE : Change.MORE;
    }

    private static double share(long time, long whole) {
        return whole == 0 ? 0 : (double) time / whole;
    }
}
