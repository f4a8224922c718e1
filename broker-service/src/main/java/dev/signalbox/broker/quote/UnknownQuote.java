package dev.signalbox.broker.quote;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** There is no stock of that symbol: 404. */
class UnknownQuote extends ErrorResponseException {

    UnknownQuote(String symbol) {
        super(
                HttpStatus.NOT_FOUND,
                ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "There is no stock " + symbol + "."),
                null);
    }
}
