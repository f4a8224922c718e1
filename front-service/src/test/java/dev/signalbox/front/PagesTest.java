package dev.signalbox.front;

import static dev.signalbox.front.OtherServices.EMAIL;
import static dev.signalbox.front.OtherServices.ORDER_TRACE;
import static dev.signalbox.front.OtherServices.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.front.OtherService.Answer;
import java.io.IOException;
import java.net.URI;
import org.htmlunit.BrowserVersion;
import org.htmlunit.WebClient;
import org.htmlunit.html.HtmlButton;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlHiddenInput;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlRadioButtonInput;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A visit with a browser in which no script runs. */
class PagesTest extends FrontServiceTest {

    private final WebClient browser = new WebClient(BrowserVersion.FIREFOX);

    @BeforeEach
    void switchScriptsOff() {
        browser.getOptions().setJavaScriptEnabled(false);
        browser.getOptions().setThrowExceptionOnFailingStatusCode(false);
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    @Test
    void aVisitorSignsInBuysSeesTheOrderWithItsTraceAndSignsOut() throws IOException {
        HtmlPage signIn = open("/");
        assertThat(signIn.getUrl().getPath()).isEqualTo("/sign-in");

        HtmlPage desk = signIn(signIn, PASSWORD);
        assertThat(desk.getUrl().getPath()).isEqualTo("/");
        assertThat(text(desk, "quotes")).contains("SGNL", "Signal Works", "101.20", "+0.35 %", "\u22121.10 %");
        assertThat(text(desk, "orders")).contains("No orders yet");
        assertThat(text(desk, "holdings")).contains("You hold no shares yet");

        HtmlPage after = order(desk, "10");

        assertThat(text(after, "notice")).contains("Bought 10 SGNL at 101.20: 1,012.00 paid.");
        assertThat(text(after, "orders")).contains("Buy 10", "SGNL", "101.20", "1,012.00", "Filled");
        assertThat(text(after, "holdings")).contains("SGNL", "1,012.00", "+12.00");
        assertThat(text(after, "activity")).contains("Order", "Buy 10 SGNL at 101.20: filled", "Sign-in");
        assertThat(after.getAnchorByHref("http://localhost:3000/traces/" + ORDER_TRACE))
                .isNotNull();
        assertThat(after.getAnchorByHref("http://localhost:3000/logs?traceId=" + ORDER_TRACE))
                .isNotNull();
        assertThat(after.getAnchorByHref("http://localhost:3000/profiles?traceId=" + ORDER_TRACE))
                .isNotNull();

        HtmlPage out = button(after, "Sign out").click();
        assertThat(out.getUrl().getPath()).isEqualTo("/sign-in");
        assertThat(out.asNormalizedText()).contains("You are signed out.");
        assertThat(open("/activity").getUrl().getPath()).isEqualTo("/sign-in");
    }

    @Test
    void aVisitorRegistersAndIsInAtOnce() throws IOException {
        HtmlForm form = open("/register").getForms().get(0);
        form.getInputByName("displayName").setValue("Eve");
        form.getInputByName("email").setValue("eve@example.org");
        form.getInputByName("password").setValue("a long one");

        HtmlPage desk =
                form.getOneHtmlElementByAttribute("button", "type", "submit").click();

        assertThat(desk.getUrl().getPath()).isEqualTo("/");
        assertThat(OTHERS.auth.lastAsked("POST /users").json()).containsEntry("displayName", "Eve");
    }

    @Test
    void aRegistrationThatIsRefusedKeepsWhatWasTypedButNotThePassword() throws IOException {
        HtmlForm form = open("/register").getForms().get(0);
        form.getInputByName("displayName").setValue("Ada");
        form.getInputByName("email").setValue(EMAIL);
        form.getInputByName("password").setValue("whatever it is");

        HtmlPage again =
                form.getOneHtmlElementByAttribute("button", "type", "submit").click();

        assertThat(again.getWebResponse().getStatusCode()).isEqualTo(409);
        assertThat(again.asNormalizedText()).contains("There is an account with this address.");
        assertThat(again.getForms().get(0).getInputByName("email").getValue()).isEqualTo(EMAIL);
        assertThat(again.asXml()).doesNotContain("whatever it is");
    }

    @Test
    void aWrongPasswordIsToldAndWrittenDown() throws IOException {
        HtmlPage again = signIn(open("/sign-in"), "wrong");

        assertThat(again.getWebResponse().getStatusCode()).isEqualTo(401);
        assertThat(again.asNormalizedText()).contains("Address and password do not match.");
        assertThat(again.getForms().get(0).getInputByName("email").getValue()).isEqualTo(EMAIL);
        assertThat(activity().get(0))
                .containsEntry("action", "SIGN_IN")
                .containsEntry("outcome", "REJECTED")
                .containsEntry("detail", "Address and password do not match.");
    }

    @Test
    void theSignInPageTellsOfTheDemoAccount() throws IOException {
        assertThat(open("/sign-in").asNormalizedText()).contains("demo@signalbox.test", "demo-password");
    }

    @Test
    void theSameFormSentTwiceIsOneOrder() throws IOException {
        HtmlPage desk = signIn(open("/"), PASSWORD);

        order(desk, "10");
        order(desk, "10");

        assertThat(OTHERS.broker.asked("POST /orders")).hasSize(2);
        assertThat(OTHERS.booked()).isEqualTo(1);
    }

    @Test
    void twoFormsAreTwoOrders() throws IOException {
        order(order(signIn(open("/"), PASSWORD), "10"), "10");

        assertThat(OTHERS.booked()).isEqualTo(2);
    }

    @Test
    void aQuantityThatIsNoneIsToldBesideTheField() throws IOException {
        HtmlPage again = order(signIn(open("/"), PASSWORD), "ten");

        assertThat(again.getWebResponse().getStatusCode()).isEqualTo(422);
        assertThat(text(again, "quantity-wrong")).isEqualTo("A whole number from 1 to 10,000.");
        assertThat(again.getElementById("quantity").getAttribute("value")).isEqualTo("ten");
        assertThat(OTHERS.broker.asked("POST /orders")).isEmpty();
    }

    @Test
    void anOrderThatIsRefusedIsToldInWordsAndMayBeTriedAgainAsANewOne() throws IOException {
        OTHERS.broker.answers("POST /orders", Answer.problem(422, "This costs more than you have."));
        HtmlPage desk = signIn(open("/"), PASSWORD);
        String key = key(desk);

        HtmlPage again = order(desk, "10");

        assertThat(again.getWebResponse().getStatusCode()).isEqualTo(422);
        assertThat(text(again, "notice")).contains("This costs more than you have.");
        assertThat(again.getElementById("quantity").getAttribute("value")).isEqualTo("10");
        assertThat(key(again)).isNotEqualTo(key);
    }

    @Test
    void aLimitOrderIsOpen() throws IOException {
        HtmlPage desk = signIn(open("/"), PASSWORD);
        HtmlForm form = ticket(desk);
        form.<HtmlRadioButtonInput>getInputByValue("LIMIT").setChecked(true);
        form.getInputByName("limitPrice").setValue("99.50");

        HtmlPage after = order(desk, "5");

        assertThat(text(after, "notice")).contains("Your order to buy 5 SGNL is open", "99.50");
        assertThat(text(after, "orders")).contains("limit 99.50", "Open");
        assertThat(OTHERS.broker.lastAsked("POST /orders").json()).containsEntry("limitPrice", 99.5);
    }

    @Test
    void theLinksOfAQuoteFillInTheTicket() throws IOException {
        HtmlPage desk = signIn(open("/"), PASSWORD);

        HtmlPage filled = desk.getElementById("sell-RAIL").click();

        assertThat(ticket(filled)
                        .getSelectByName("symbol")
                        .getSelectedOptions()
                        .get(0)
                        .getValueAttribute())
                .isEqualTo("RAIL");
        assertThat(ticket(filled).<HtmlRadioButtonInput>getInputByValue("SELL").isChecked())
                .isTrue();
    }

    @Test
    void whatOthersSayIsTextAndNeverMarkup() throws IOException {
        OTHERS.broker.answers("POST /orders", Answer.problem(422, "<script>alert(1)</script>"));

        HtmlPage again = order(signIn(open("/"), PASSWORD), "10");

        assertThat(text(again, "notice")).contains("<script>alert(1)</script>");
        assertThat(again.getWebResponse().getContentAsString()).doesNotContain("<script>alert");
    }

    @Test
    void aSessionThatHasEndedLeadsToTheSignInPageAndIsForgotten() throws IOException {
        HtmlPage desk = signIn(open("/"), PASSWORD);
        OTHERS.auth.answers("GET /sessions/current", Answer.problem(401, "Expired."));

        HtmlPage page = order(desk, "10");

        assertThat(page.getUrl().getPath()).isEqualTo("/sign-in");
        assertThat(page.asNormalizedText()).contains("Your session has ended.");
        assertThat(browser.getCookieManager().getCookie("signalbox_session")).isNull();
    }

    @Test
    void aPageThatDoesNotExistIsToldOnAPageWithItsTrace() throws IOException {
        signIn(open("/"), PASSWORD);

        HtmlPage page = open("/nowhere");

        assertThat(page.getWebResponse().getStatusCode()).isEqualTo(404);
        assertThat(page.asNormalizedText()).contains("There is no such page");
        String trace = page.getWebResponse().getResponseHeaderValue("X-Trace-Id");
        assertThat(page.getAnchorByHref("http://localhost:3000/traces/" + trace))
                .isNotNull();
    }

    @Test
    void aDeskWithoutBrokerServiceIsAPageThatSaysSo() throws IOException {
        signIn(open("/"), PASSWORD);
        OTHERS.broker.die();

        HtmlPage page = open("/");

        assertThat(page.getWebResponse().getStatusCode()).isEqualTo(503);
        assertThat(page.getWebResponse().getResponseHeaderValue("Retry-After")).isNotNull();
        assertThat(page.asNormalizedText()).contains("not available", "broker-service");
        assertThat(page.asXml()).contains(page.getWebResponse().getResponseHeaderValue("X-Trace-Id"));
    }

    @Test
    void theSignInPageWorksWithRubbishForACookie() throws IOException {
        browser.addCookie("signalbox_session=r%00bb,i;sh", URI.create(url("/")).toURL(), this);

        assertThat(open("/sign-in").getWebResponse().getStatusCode()).isEqualTo(200);
        assertThat(open("/").getUrl().getPath()).isEqualTo("/sign-in");
    }

    private String url(String path) {
        return "http://localhost:" + port + path;
    }

    private HtmlPage open(String path) throws IOException {
        return browser.getPage(url(path));
    }

    private static HtmlPage signIn(HtmlPage page, String password) throws IOException {
        HtmlForm form = page.getForms().get(0);
        form.getInputByName("email").setValue(EMAIL);
        form.getInputByName("password").setValue(password);
        return form.getOneHtmlElementByAttribute("button", "type", "submit").click();
    }

    private static HtmlPage order(HtmlPage desk, String quantity) throws IOException {
        ticket(desk).getInputByName("quantity").setValue(quantity);
        return desk.getHtmlElementById("place").click();
    }

    private static HtmlForm ticket(HtmlPage desk) {
        return desk.getElementById("ticket").getFirstByXPath(".//form");
    }

    private static String key(HtmlPage desk) {
        return ticket(desk).<HtmlHiddenInput>getInputByName("key").getValue();
    }

    private static HtmlButton button(HtmlPage page, String words) {
        return page.getFirstByXPath("//button[normalize-space()='" + words + "']");
    }

    private static String text(HtmlPage page, String id) {
        return page.getElementById(id).asNormalizedText();
    }
}
