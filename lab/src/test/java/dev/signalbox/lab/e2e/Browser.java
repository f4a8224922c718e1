package dev.signalbox.lab.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.PageLoadStrategy;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Chromium without a window, driven as a person would: looks, clicks, types. */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration PAGE_IS_THERE_WITHIN = Duration.ofSeconds(30);

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Where there is no Chromium with its driver, the test is skipped aloud; in CI it fails. */
    static Browser started() {
        Optional<File> chromium = onPath("chromium");
        Optional<File> chromedriver = onPath("chromedriver");
        if (chromium.isEmpty() || chromedriver.isEmpty()) {
            String why = "there is no chromium, or no chromedriver (Debian: apt install chromium chromium-driver)";
            if ("true".equals(System.getenv("CI"))) {
                fail(why);
            }
            System.err.println("NOT CHECKED: what a browser makes of the pages; " + why);
            abort(why);
        }
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.orElseThrow());
        // Its sandbox refuses root, which is who runs builds in containers; only our own pages are opened.
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1280,900");
        // What a page shows is waited for anyway. Waiting for all that it loads, Chromium's driver has once waited for
        // ever.
        options.setPageLoadStrategy(PageLoadStrategy.EAGER);
        options.setPageLoadTimeout(PAGE_IS_THERE_WITHIN);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(chromedriver.orElseThrow())
                .build();
        return new Browser(new ChromeDriver(service, options));
    }

    private static Optional<File> onPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> Path.of(directory, program).toFile())
                .filter(File::canExecute)
                .findFirst();
    }

    void open(String url) {
        try {
            driver.get(url);
        } catch (TimeoutException e) {
            // On a busy machine Chromium's driver has missed that a page was there; a second time it has not.
            driver.get(url);
        }
    }

    /** As with the browser's button. */
    void back() {
        driver.navigate().back();
    }

    String url() {
        return driver.getCurrentUrl();
    }

    /** The elements that are there now. */
    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /** Waits for an element that can be seen. */
    WebElement see(String css) {
        return see(css, "");
    }

    /** Waits for an element that can be seen and has this text in it. */
    WebElement see(String css, String text) {
        return see(css, text, PATIENCE);
    }

    WebElement see(String css, String text, Duration within) {
        return await(css + " with \"" + text + "\"")
                .atMost(within)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> find(css, text), Optional::isPresent)
                .orElseThrow();
    }

    /** Clicks on an element once it is there; on its successor when the page replaces it meanwhile. */
    void click(String css, String text) {
        await("a click on " + css + " with \"" + text + "\"")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .ignoreException(StaleElementReferenceException.class)
                .until(() -> {
                    Optional<WebElement> found = find(css, text);
                    found.ifPresent(WebElement::click);
                    return found.isPresent();
                });
    }

    /** In one request: a flame graph has a thousand elements to look at. */
    private Optional<WebElement> find(String css, String text) {
        return Optional.ofNullable((WebElement) driver.executeScript("""
                return [...document.querySelectorAll(arguments[0])].find(
                  (element) => element.checkVisibility() && element.textContent.includes(arguments[1]));
                """, css, text));
    }

    void type(String css, String text) {
        WebElement field = see(css);
        field.clear();
        field.sendKeys(text);
    }

    /** Clicks where a chart has drawn the last point of a series. */
    void clickLastPoint(String chart, String series) {
        List<?> point = (List<?>) driver.executeScript("""
                const [place, name] = arguments;
                place.scrollIntoView({ block: "center" });
                const chart = echarts.getInstanceByDom(place);
                const index = chart.getOption().series.findIndex((each) => each.name === name);
                const [x, y] = chart.convertToPixel({ seriesIndex: index }, chart.getOption().series[index].data.at(-1).value);
                const { left, top } = place.getBoundingClientRect();
                return [Math.round(left + x), Math.round(top + y)];
                """, see(chart), series);
        new Actions(driver)
                .moveToLocation(((Number) point.get(0)).intValue(), ((Number) point.get(1)).intValue())
                .click()
                .perform();
    }

    /** Sees pages as in a room with little light, or not. */
    void dark(boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /** What pages have complained of since this was last asked. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(entry -> entry.getMessage())
                .toList();
    }

    /** What of the page some people cannot use, as far as axe-core finds it: serious and critical violations. */
    List<String> barriers() {
        return barriers(axe());
    }

    /** What of the page some people cannot read, for its colours. */
    List<String> lowContrasts() {
        return barriers(axe().withOnlyRules(List.of("color-contrast")));
    }

    @SuppressWarnings("deprecation") // Only for frames of other origins, of which our pages have none.
    private static AxeBuilder axe() {
        AxeRunOptions options = new AxeRunOptions();
        // What is in order is not asked for: telling of each element takes axe-core longer than looking at it.
        options.setResultTypes(List.of("violations"));
        // In one go: without it, all that is found of each element, also what is in order, goes to and fro.
        return new AxeBuilder().withOptions(options).setLegacyMode();
    }

    private List<String> barriers(AxeBuilder axe) {
        return axe.analyze(driver).getViolations().stream()
                .filter(rule -> Set.of("serious", "critical").contains(rule.getImpact()))
                .map(Browser::summary)
                .toList();
    }

    private static String summary(Rule rule) {
        return rule.getId() + ": "
                + rule.getNodes().stream().limit(3).map(node -> node.getHtml()).toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
