package dev.signalbox.broker.order;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** The caller has no such order, whoever else may have: 404. */
class UnknownOrder extends ErrorResponseException {

    UnknownOrder() {
        super(
                HttpStatus.NOT_FOUND,
                ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "You have no such order."),
                null);
    }
}
