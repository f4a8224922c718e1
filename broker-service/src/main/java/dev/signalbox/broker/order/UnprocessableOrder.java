package dev.signalbox.broker.order;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** An order that is well written and still cannot be done: 422, with a problem type that says why. */
abstract class UnprocessableOrder extends ErrorResponseException {

    UnprocessableOrder(String type, String title, String detail) {
        super(HttpStatus.UNPROCESSABLE_CONTENT, problem(type, title, detail), null);
    }

    private static ProblemDetail problem(String type, String title, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT, detail);
        problem.setType(URI.create("urn:signalbox:problem:" + type));
        problem.setTitle(title);
        return problem;
    }
}
