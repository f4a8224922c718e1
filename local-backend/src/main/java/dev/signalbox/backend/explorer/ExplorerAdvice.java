package dev.signalbox.backend.explorer;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** Errors of the pages as pages; the other answers of this server are for programs. */
@ControllerAdvice(basePackageClasses = ExplorerAdvice.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class ExplorerAdvice {

    /** An address that cannot be understood, such as one with a trace id that is none. */
    @ExceptionHandler
    ModelAndView notUnderstood(IllegalArgumentException e) {
        return new ModelAndView("error", HttpStatus.BAD_REQUEST)
                .addObject("status", HttpStatus.BAD_REQUEST.value())
                .addObject("detail", e.getMessage());
    }
}
