package dev.signalbox.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.lab.home.Ports;
import java.time.Duration;
import org.jsoup.Connection;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the README promises, done by a browser that has no JavaScript: links, forms and cookies only. */
@ExtendWith(SharedLab.class)
class EndToEndIT {

    private static final Duration SIGNALS_ARRIVE_WITHIN = Duration.ofSeconds(30);

    private final Connection browser = Jsoup.newSession().followRedirects(true).ignoreHttpErrors(true);

    @Test
    void aVisitorBuysAStockAndFollowsTheOrderToItsTraceItsLogLinesAndItsFlameGraph(Lab lab) throws Exception {
        Document signIn = open(lab.url(Ports.FRONT, "/"));
        assertThat(signIn.location()).endsWith("/sign-in");

        Document desk = submit(signIn, "form[action*=sign-in]", form -> {
            form.selectFirst("[name=email]").val("demo@signalbox.test");
            form.selectFirst("[name=password]").val(lab.password("DEMO_PASSWORD"));
        });
        assertThat(desk.location()).isEqualTo(lab.url(Ports.FRONT, "/"));
        int ordersBefore = desk.select("#orders tbody tr").size();

        Document bought = submit(
                desk,
                "#ticket form",
                form -> form.selectFirst("[name=quantity]").val("3"));
        assertThat(bought.select("#orders tbody tr")).hasSize(ordersBefore + 1);
        Element order = bought.selectFirst("#orders tbody tr");
        assertThat(order.text()).contains("Buy 3").contains("Filled");

        String link = order.selectFirst("a[href*=/traces/]").absUrl("href");
        assertThat(link).startsWith(lab.url(Ports.EXPLORER, "/traces/"));
        await().atMost(SIGNALS_ARRIVE_WITHIN).untilAsserted(() -> {
            Document trace = open(link);
            assertThat(trace.selectFirst("h1").text()).contains("POST /orders");
            assertThat(trace.select(".timeline a.row .of").eachText())
                    .contains("front-service", "broker-service", "auth-service");
            assertThat(trace.select(".lines li .service").eachText())
                    .contains("front-service", "broker-service", "auth-service");
        });

        Document trace = open(link);
        Document flame = open(trace.selectFirst("a:contains(Flame graph)").absUrl("href"));
        assertThat(flame.select("[aria-label=Flame graph]")).isNotEmpty();
        Document lines = open(trace.selectFirst("a:contains(Log lines)").absUrl("href"));
        assertThat(lines.select("main").text()).contains("broker-service");
    }

    @Test
    void theLinksBesideAnActivityLeadToItsLogLinesAndProfile(Lab lab) throws Exception {
        submit(open(lab.url(Ports.FRONT, "/sign-in")), "form[action*=sign-in]", form -> {
            form.selectFirst("[name=email]").val("demo@signalbox.test");
            form.selectFirst("[name=password]").val(lab.password("DEMO_PASSWORD"));
        });

        Element signedIn = open(lab.url(Ports.FRONT, "/activity")).selectFirst("tbody tr:contains(Sign)");

        String logs = signedIn.selectFirst("a[href*=/logs]").absUrl("href");
        String profile = signedIn.selectFirst("a[href*=/profiles]").absUrl("href");
        await().atMost(SIGNALS_ARRIVE_WITHIN)
                .untilAsserted(
                        () -> assertThat(open(logs).select("main").text()).contains("auth-service"));
        await().atMost(SIGNALS_ARRIVE_WITHIN)
                .untilAsserted(() -> assertThat(open(profile).html()).containsIgnoringCase("bcrypt"));
    }

    private Document open(String url) throws Exception {
        Connection.Response response = browser.newRequest(url).execute();
        assertThat(response.statusCode()).as("%s%n%s", url, response.body()).isLessThan(500);
        return response.parse();
    }

    private Document submit(Document page, String form, java.util.function.Consumer<FormElement> fill)
            throws Exception {
        FormElement element = (FormElement) page.expectFirst(form);
        fill.accept(element);
        Connection.Response response = element.submit().execute();
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.parse();
    }
}
