package dev.signalbox.pager.inbox;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The inbox for people. */
@Controller
class InboxPage {

    private static final int PAGE_SIZE = 50;

    private final Inbox inbox;

    InboxPage(Inbox inbox) {
        this.inbox = inbox;
    }

    /**
     * The inbox, newest first.
     *
     * @param before only what is older than the notification with this id: the next page
     */
    @GetMapping("/")
    ModelAndView page(
            @RequestParam(required = false) Status status,
            @RequestParam(required = false) Channel channel,
            @RequestParam(required = false) String alertname,
            @RequestParam(required = false) Long before) {
        return view("inbox", status, channel, alertname, before);
    }

    /**
     * What the page asks for every few seconds: its changing part, or 204 when there is no newer notification than
     * the newest it shows, so that nothing moves under the reader's hands without need.
     */
    @GetMapping("/updates")
    ModelAndView updates(
            @RequestParam long newest,
            @RequestParam(required = false) Status status,
            @RequestParam(required = false) Channel channel,
            @RequestParam(required = false) String alertname,
            HttpServletResponse response) {
        if (inbox.newest() == newest) {
            response.setStatus(HttpStatus.NO_CONTENT.value());
            return null;
        }
        return view("inbox :: board", status, channel, alertname, null);
    }

    private ModelAndView view(String template, Status status, Channel channel, String alertname, Long before) {
        String name = StringUtils.hasText(alertname) ? alertname : null;
        // Before the query: what comes between the two is then shown twice, not missed.
        long newest = inbox.newest();
        Page page = inbox.find(new Filter(name, null, status, channel, null, before), PAGE_SIZE);
        return new ModelAndView(template)
                .addObject("newest", newest)
                .addObject("items", page.items())
                .addObject("next", page.next())
                .addObject("firing", inbox.firing())
                .addObject("status", status)
                .addObject("channel", channel)
                .addObject("channels", Channel.values())
                .addObject("alertname", name)
                .addObject("before", before);
    }
}
