package dev.signalbox.backend.explorer;

import dev.signalbox.backend.explorer.DurationPlot.Dot;
import dev.signalbox.backend.explorer.FlameChart.Box;
import dev.signalbox.backend.trace.TraceCluster;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/**
 * What is drawn of very many parts, as SVG; templates know it as {@code @drawings}. For a thousand parts a template evaluates ten
 * thousand expressions, which takes a tenth of a second.
 */
@Component("drawings")
public class Drawings {

    /** Height of a row of frames, in pixels. */
    private static final int ROW = 20;

    private final Display display;

    Drawings(Display display) {
        this.display = display;
    }

    /** Each dot as a link to its trace. */
    public String dots(DurationPlot plot) {
        StringBuilder svg = new StringBuilder();
        boolean first = true;
        for (Dot dot : plot.dots()) {
            TraceCluster cluster = dot.cluster();
            svg.append("<a tabindex=\"").append(first ? 0 : -1);
            svg.append("\" href=\"/traces/")
                    .append(HtmlUtils.htmlEscape(cluster.traceId()))
                    .append('"');
            svg.append(cluster.failed() ? " class=\"failed\">" : ">");
            svg.append("<title>").append(about(cluster)).append("</title>");
            svg.append("<circle cx=\"").append(dot.left()).append("%\" cy=\"").append(dot.top());
            svg.append("%\" r=\"").append(dot.radius()).append("\"/></a>\n");
            first = false;
        }
        return svg.toString();
    }

    private String about(TraceCluster cluster) {
        return display.duration(cluster.durationNanos())
                + (cluster.failed() ? ", with errors" : "")
                + (cluster.traces() > 1
                        ? String.format(Locale.ROOT, "; the longest of %,d traces here", cluster.traces())
                        : "");
    }

    /**
     * Each frame as a link that zooms to it.
     *
     * @param upTo address of the page, to which a frame's id is added
     */
    public String frames(FlameChart flame, String upTo) {
        String address = HtmlUtils.htmlEscape(upTo);
        StringBuilder svg = new StringBuilder();
        boolean first = true;
        for (Box box : flame.boxes()) {
            svg.append("<a tabindex=\"").append(first ? 0 : -1);
            svg.append("\" href=\"").append(address).append(box.id());
            svg.append("\" hx-get=\"").append(address).append(box.id());
            svg.append("\" class=\"").append(looks(flame, box));
            svg.append("\"><svg x=\"").append(box.left()).append("%\" y=\"").append(box.level() * ROW);
            svg.append("\" width=\"")
                    .append(box.width())
                    .append("%\" height=\"")
                    .append(ROW - 1);
            svg.append("\"><title>").append(HtmlUtils.htmlEscape(about(flame, box)));
            svg.append("</title><rect width=\"100%\" height=\"100%\"/>");
            if (box.width() > 2) {
                svg.append("<text x=\"4\" y=\"14\">")
                        .append(HtmlUtils.htmlEscape(box.shortName()))
                        .append("</text>");
            }
            svg.append("</svg></a>\n");
            first = false;
        }
        return svg.toString();
    }

    /** How high all frames are, in pixels. */
    public int height(FlameChart flame) {
        return flame.levels() * ROW;
    }

    private static String looks(FlameChart flame, Box box) {
        String colour = flame.totalBefore() == null
                ? box.origin().label()
                : box.change().label();
        return Stream.of(
                        "box",
                        box.level() == 0 ? "" : colour,
                        box.context() ? "context" : "",
                        box.match() ? "match" : "")
                .filter(name -> !name.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private String about(FlameChart flame, Box box) {
        String before =
                flame.totalBefore() == null ? "" : "; before: " + display.share(box.totalBefore(), flame.totalBefore());
        return "%s\n%s (%s), of which %s in the method itself%s"
                .formatted(
                        box.name(),
                        display.duration(box.total()),
                        display.share(box.total(), flame.total()),
                        display.duration(box.self()),
                        before);
    }
}
