package dev.signalbox.common.problem;

import dev.signalbox.common.telemetry.TraceId;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.http.MediaType;

/**
 * Adds to a service's OpenAPI description what holds for all answers: an error is a problem, whatever the status, and
 * every answer names its trace. Left to itself springdoc describes errors as if they looked like the success.
 */
class DescribedProblems implements OpenApiCustomizer {

    private static final String PROBLEM = "Problem";

    @Override
    public void customise(OpenAPI api) {
        api.getComponents().addSchemas(PROBLEM, problem());
        api.getPaths().values().forEach(path -> path.readOperations().forEach(DescribedProblems::complete));
    }

    private static void complete(Operation operation) {
        var responses = operation.getResponses();
        responses.computeIfAbsent("default", other -> new ApiResponse().description("Anything else that went wrong"));
        responses.forEach((status, response) -> {
            if (!status.startsWith("2")) {
                response.setContent(new Content()
                        .addMediaType(
                                MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                                new io.swagger.v3.oas.models.media.MediaType().schema(new JsonSchema().$ref(PROBLEM))));
            }
            response.addHeaderObject(
                    TraceId.HEADER,
                    new Header().description("The request's trace").schema(text("32 hex digits")));
        });
    }

    /** RFC 9457, and two members of our own. */
    private static Schema<?> problem() {
        JsonSchema errors = new JsonSchema();
        errors.typesItem("array").description("What is wrong with the body, field by field");
        errors.setItems(new JsonSchema()
                .typesItem("object")
                .addProperty("field", text("Its name"))
                .addProperty("message", text("What is wrong with it")));
        return new JsonSchema()
                .typesItem("object")
                .addProperty("type", text("What kind of problem; about:blank, or not there, if the status says it all"))
                .addProperty("title", text("The kind, in words"))
                .addProperty("status", new JsonSchema().typesItem("integer"))
                .addProperty("detail", text("What went wrong this time"))
                .addProperty("instance", text("The path that was asked for"))
                .addProperty("traceId", text("As in the header " + TraceId.HEADER))
                .addProperty("errors", errors);
    }

    private static Schema<?> text(String description) {
        return new JsonSchema().typesItem("string").description(description);
    }
}
