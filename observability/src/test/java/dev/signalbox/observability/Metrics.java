package dev.signalbox.observability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Metric names: those there are, and those a query asks for. */
final class Metrics {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(?!\\s*\\()\\b(?!\\s*\\()");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "offset", "bool", "by", "without", "on");

    private static final Pattern RECORDED = Pattern.compile("- record: (\\S+)");

    private Metrics() {}

    /** The names that the servers and services of the lab were seen to expose, and those that rules record. */
    static Set<String> known() throws IOException {
        Set<String> names = Files.readAllLines(Path.of("src/test/resources/metric-names.txt")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .collect(Collectors.toSet());
        try (Stream<Path> rules = Files.list(Path.of("prometheus/rules"))) {
            for (Path file : rules.toList()) {
                RECORDED.matcher(Files.readString(file)).results().forEach(rule -> names.add(rule.group(1)));
            }
        }
        return names;
    }

    /** The names in a PromQL query: what is left when labels, strings, ranges and groupings are taken away. */
    static SortedSet<String> in(String query) {
        String bare = query.replaceAll("\"(\\\\.|[^\"\\\\])*\"", "\"\"")
                .replaceAll("\\{[^}]*}", "")
                .replaceAll("\\[[^]]*]", "")
                .replaceAll("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)", " ")
                .replaceAll("\\$\\w+", "");
        SortedSet<String> names = new TreeSet<>();
        Matcher matcher = NAME.matcher(bare);
        while (matcher.find()) {
            boolean number = matcher.start() > 0 && Character.isDigit(bare.charAt(matcher.start() - 1));
            if (!number && !WORDS.contains(matcher.group())) {
                names.add(matcher.group());
            }
        }
        return names;
    }
}
