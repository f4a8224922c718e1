package dev.signalbox.lab.drill;

/**
 * Visitors that a drill needs, so that there is something to go wrong.
 *
 * @param simulation one of those in {@code load}
 * @param rate of what the simulation says, per second; 0 for as many as the users get answered one after the other
 * @param users accounts that take part
 */
record Load(String simulation, double rate, int users) {

    @Override
    public String toString() {
        return simulation + (rate == 0 ? " of " + users + " users at once" : " at " + rate + "/s");
    }
}
