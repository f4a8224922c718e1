package dev.signalbox.lab.observe;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the lab's servers know, asked in one way whichever servers they are. Who checks something about the lab asks here
 * and nowhere else.
 *
 * <p>Of the pairs each half is asked by itself: that the two agree is one of the things that are checked. A half that
 * does not answer is missing from the map, under the name that {@code signalbox status} calls it by.
 */
public interface Backends {

    /** The alerts that each Prometheus sees, pending ones too. */
    Map<String, Set<Alert>> alertsOfPrometheus();

    /** The alerts that each Alertmanager holds. */
    Map<String, Set<Alert>> alertsOfAlertmanager();

    /**
     * How many notifications of an alert of a service came by each channel. A channel that is missing had none.
     *
     * @param since received at or after
     * @throws NoAnswerException if the pager does not answer
     */
    List<NotificationCount> notifications(String alertname, String service, Instant since);
}
