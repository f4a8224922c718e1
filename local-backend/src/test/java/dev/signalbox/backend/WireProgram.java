package dev.signalbox.backend;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import org.slf4j.LoggerFactory;

/** Serves itself a request again and again that works the processor and logs a line; until it is ended. */
public final class WireProgram {

    private WireProgram() {}

    public static void main(String[] args) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/work", exchange -> {
            work();
            LoggerFactory.getLogger(WireProgram.class)
                    .atInfo()
                    .addKeyValue("order.id", 42)
                    .log("worked");
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        URI work = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/work");
        HttpClient client = HttpClient.newHttpClient();
        while (true) {
            client.send(HttpRequest.newBuilder(work).build(), BodyHandlers.discarding());
        }
    }

    private static void work() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] bytes = new byte[1 << 20];
            long end = System.nanoTime() + 200_000_000;
            while (System.nanoTime() < end) {
                digest.update(bytes);
            }
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
