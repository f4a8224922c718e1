package dev.signalbox.backend.explorer;

import dev.signalbox.backend.sql.RefusedStatementException;
import dev.signalbox.backend.sql.SqlQueries;
import dev.signalbox.backend.sql.SqlResult;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Statements over everything that is stored, with what they found. */
@Controller
class SqlPage {

    private static final int ROWS = 500;
    private static final int DOWNLOADED_ROWS = 10_000;

    private final SqlQueries queries;

    SqlPage(SqlQueries queries) {
        this.queries = queries;
    }

    @GetMapping("/sql")
    String sql(@RequestParam MultiValueMap<String, String> all, Model model, HttpServletResponse response) {
        Parameters parameters = new Parameters(all);
        String statement = parameters.get("q");
        if (statement != null) {
            try {
                model.addAttribute("result", queries.run(statement, ROWS));
            } catch (RefusedStatementException e) {
                response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
                model.addAttribute("problem", e.getMessage());
            }
        }
        model.addAttribute("statement", statement);
        model.addAttribute("tables", queries.tables());
        model.addAttribute("examples", SqlExample.values());
        model.addAttribute("here", parameters.address("/sql", "q", "view"));
        model.addAttribute(
                "chart", parameters.text("view").filter("chart"::equals).isPresent());
        model.addAttribute("csv", parameters.address("/sql.csv", "q"));
        return "sql";
    }

    @GetMapping("/sql.csv")
    ResponseEntity<String> csv(@RequestParam("q") String statement) {
        try {
            return ResponseEntity.ok()
                    .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                    .header(
                            HttpHeaders.CONTENT_DISPOSITION,
                            ContentDisposition.attachment()
                                    .filename("signalbox.csv")
                                    .build()
                                    .toString())
                    .body(csv(queries.run(statement, DOWNLOADED_ROWS)));
        } catch (RefusedStatementException e) {
            return ResponseEntity.badRequest().contentType(MediaType.TEXT_PLAIN).body(e.getMessage());
        }
    }

    /** RFC 4180: NULL is empty, an empty text is quoted. */
    private static String csv(SqlResult result) {
        StringBuilder csv = new StringBuilder();
        appendLine(csv, result.columns().stream().map(SqlResult.Column::name).toList());
        result.rows().forEach(row -> appendLine(csv, row));
        return csv.toString();
    }

    private static void appendLine(StringBuilder csv, List<? extends @Nullable String> values) {
        csv.append(values.stream().map(SqlPage::quoted).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    private static String quoted(@Nullable String value) {
        if (value == null) {
            return "";
        }
        return value.isEmpty() || value.matches("(?s).*[\",\r\n].*") ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }
}
