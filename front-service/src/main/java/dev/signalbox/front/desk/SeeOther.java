package dev.signalbox.front.desk;

import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.result.view.Rendering;

/** After a form has been dealt with, the browser gets a page that can be reloaded without sending the form again. */
final class SeeOther {

    private SeeOther() {}

    static Rendering page(String path) {
        return Rendering.redirectTo(path).status(HttpStatus.SEE_OTHER).build();
    }
}
