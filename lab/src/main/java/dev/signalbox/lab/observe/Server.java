package dev.signalbox.lab.observe;

import dev.signalbox.lab.http.Http;
import dev.signalbox.lab.http.Http.Answer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * One server, asked for JSON.
 *
 * @param address what every path is added to
 */
public record Server(String address, Http http) {

    private interface Request {

        Answer send() throws IOException, InterruptedException;
    }

    /** What is behind one of its paths, as a server of its own. */
    Server below(String path) {
        return new Server(address + path, http);
    }

    /**
     * What is at a path.
     *
     * @throws NoAnswerException if it does not answer, or not with JSON
     */
    JsonNode get(String path) {
        return json(path, answer(path));
    }

    /**
     * What a question is answered with.
     *
     * @throws NoAnswerException as above
     */
    JsonNode post(String path, JsonNode question) {
        return json(path, answer(path, () -> http.post(address + path, question.toString())));
    }

    /** What is at a path; empty if nothing is, or not yet. */
    Optional<JsonNode> find(String path) {
        Answer answer = answer(path);
        return answer.status() == 404 ? Optional.empty() : Optional.of(json(path, answer));
    }

    /** Whether a person finds a page at a path. */
    boolean hasPage(String path) {
        return answer(path).status() == 200;
    }

    private Answer answer(String path) {
        return answer(path, () -> http.get(address + path));
    }

    private Answer answer(String path, Request request) {
        try {
            return request.send();
        } catch (IOException e) {
            throw new NoAnswerException(address + path + " did not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswerException("Interrupted while asking " + address + path, e);
        }
    }

    private JsonNode json(String path, Answer answer) {
        if (answer.status() != 200) {
            throw new NoAnswerException(address + path + " answered " + answer.status());
        }
        try {
            return answer.json();
        } catch (JacksonException e) {
            throw new NoAnswerException(address + path + " answered what is not JSON", e);
        }
    }

    /** A value as it stands in an address. */
    static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** The members of an object, each as text. */
    static Map<String, String> texts(JsonNode object) {
        return object.propertyStream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        property -> property.getValue().isString()
                                ? property.getValue().asString()
                                : property.getValue().toString()));
    }
}
