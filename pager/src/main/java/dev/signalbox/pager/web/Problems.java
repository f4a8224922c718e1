package dev.signalbox.pager.web;

import dev.signalbox.pager.message.MalformedMessageException;
import dev.signalbox.pager.message.Refusals;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Answers errors of the programs' side as RFC 9457 problems, and has the messages that were refused counted. */
@RestControllerAdvice(annotations = RestController.class)
class Problems extends ResponseEntityExceptionHandler {

    private final Refusals refusals;

    Problems(Refusals refusals) {
        this.refusals = refusals;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(MalformedMessageException refused) {
        refusals.count(refused.channel(), refused.getBody().getDetail());
        return ResponseEntity.of(refused.getBody()).build();
    }
}
