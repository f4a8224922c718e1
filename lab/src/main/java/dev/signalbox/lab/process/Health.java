package dev.signalbox.lab.process;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** One look at whether an address answers, within {@value #TIMEOUT_MILLIS} milliseconds. */
public interface Health {

    int TIMEOUT_MILLIS = 2000;

    /** Where a Spring Boot program says whether it can do its work. */
    String READINESS = "/actuator/health/readiness";

    boolean isOk();

    /**
     * @param address {@code http://...}: well if it answers 2xx; {@code tcp://host:port}: well if it accepts; null: well
     */
    static Health of(URI address) {
        if (address == null) {
            return () -> true;
        }
        return "tcp".equals(address.getScheme()) ? () -> accepts(address) : () -> answers(address);
    }

    private static boolean accepts(URI address) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), TIMEOUT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean answers(URI address) {
        Duration timeout = Duration.ofMillis(TIMEOUT_MILLIS);
        HttpRequest request = HttpRequest.newBuilder(address).timeout(timeout).build();
        try {
            int status = HttpClient.newBuilder()
                    .connectTimeout(timeout)
                    .build()
                    .send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            return status / 100 == 2;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
