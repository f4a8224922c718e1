package dev.signalbox.backend;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.springframework.core.io.ClassPathResource;

/** A server that gives answers which the real ones have given, from the class path; unknown paths are answered 404. */
public final class RecordedServer implements AutoCloseable {

    private final HttpServer server;
    private final List<String> forms = new CopyOnWriteArrayList<>();

    public RecordedServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    /** Always answers so. */
    public RecordedServer answer(String path, String resource) {
        return answer(path, form -> resource);
    }

    /** Answers by the form that is sent; a resource whose name ends with "-error.json" with status 400. */
    public RecordedServer answer(String path, UnaryOperator<String> resource) {
        server.createContext(path, exchange -> {
            String form = URLDecoder.decode(
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    StandardCharsets.UTF_8);
            forms.add(form);
            String name = resource.apply(form);
            byte[] body = name.isEmpty() ? new byte[0] : new ClassPathResource(name).getContentAsByteArray();
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(name.endsWith("-error.json") ? 400 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        return this;
    }

    /** The forms that were sent, decoded, oldest first. */
    public List<String> forms() {
        return forms;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
