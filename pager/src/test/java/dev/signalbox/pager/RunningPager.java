package dev.signalbox.pager;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole of pager on real ports and a real file, with an empty inbox before each test. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@DirtiesContext
public abstract class RunningPager {

    protected static final JsonMapper JSON = new JsonMapper();

    @TempDir
    static Path directory;

    @DynamicPropertySource
    static void store(DynamicPropertyRegistry properties) {
        properties.add("signalbox.pager.store", () -> directory.resolve("inbox"));
    }

    @Autowired
    private JdbcClient jdbc;

    protected RestTestClient http;

    @BeforeEach
    void startWithAnEmptyInbox(@LocalServerPort int port) {
        jdbc.sql("DELETE FROM notification").update();
        http = RestTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
    }

    protected RestTestClient.ResponseSpec post(String address, String body) {
        return http.post()
                .uri(address)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    protected List<JsonNode> notifications(String query) {
        return JSON.readTree(body("/api/notifications" + query))
                .at("/items")
                .valueStream()
                .toList();
    }

    protected Document page(String address) {
        return Jsoup.parse(body(address));
    }

    protected double metric(String series) {
        return body("/actuator/prometheus")
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + series));
    }

    protected double malformed(String channel) {
        return metric("signalbox_pager_malformed_total{channel=\"" + channel + "\"}");
    }

    protected String body(String address) {
        return http.get()
                .uri(address)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    /** A file of the test's resources. */
    protected static String file(String name) {
        try {
            return new ClassPathResource(name).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
