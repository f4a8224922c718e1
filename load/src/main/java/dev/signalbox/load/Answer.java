package dev.signalbox.load;

import io.gatling.http.response.Response;

/**
 * How a visitor was answered.
 *
 * @param simulation that the visitor belongs to
 * @param request its name in the simulation, such as {@code GET /api/quotes/{symbol}}
 * @param status the HTTP status code
 * @param millis from the moment the request was begun until the answer was whole, as the visitor sees it: 0 or more
 * @param traceId that the answer names; null if it names none
 */
record Answer(String simulation, String request, int status, long millis, String traceId) {

    static Answer of(String simulation, Response response) {
        return new Answer(
                simulation,
                response.request().getName(),
                response.status().code(),
                Math.max(0, response.endTimestamp() - response.startTimestamp()),
                response.headers().get("X-Trace-Id"));
    }
}
