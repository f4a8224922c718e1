package dev.signalbox.lab.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the labs that they share, since each takes half a minute to start: a {@link Lab} with the agent, which
 * each test leaves as it was, and a {@link ForegroundLab} without, which a test may end.
 */
public final class SharedLab implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Lab.class || type == ForegroundLab.class;
    }

    /** Each is started for the first test that wants it, and ended after the last test of all. */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ExtensionContext.Store labs = context.getRoot().getStore(ExtensionContext.Namespace.create(SharedLab.class));
        if (parameter.getParameter().getType() == Lab.class) {
            return labs.computeIfAbsent("shared", name -> Lab.named(name).freshlyUp(), Lab.class);
        }
        ForegroundLab foreground = labs.get("foreground", ForegroundLab.class);
        if (foreground == null || !foreground.process().isAlive()) {
            foreground = startInForeground();
            labs.put("foreground", foreground);
        }
        return foreground;
    }

    private static ForegroundLab startInForeground() {
        try {
            return ForegroundLab.up(Lab.named("foreground"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
