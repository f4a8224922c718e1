package dev.signalbox.backend.sql;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Decides by the syntax tree of DuckDB's own parser whether a statement may run. All that it may consist of is listed:
 * what is not known is refused, so that a function that a later DuckDB adds is not open by default.
 *
 * <p>DuckDB's memory limit does not count the text that a function makes. Functions that make long text are therefore
 * not among the known ones, and those that are needed and lengthen it are rationed.
 */
final class StatementCheck {

    /** Longest statement, in characters. */
    private static final int MAX_LENGTH = 5_000;

    /** DuckDB's parser takes many seconds for thousands of brackets within each other, and cannot be interrupted. */
    private static final int MAX_BRACKETS = 500;

    /** How many tables may be read, and each as often as it is named: joins multiply, views of views do, too. */
    private static final int MAX_TABLES = 12;

    /** How often text may be joined and made of other values; each may double it. */
    private static final int MAX_LENGTHENING = 9;

    /** How often a column may come to be in one expression, see {@link #copies}. */
    private static final long MAX_COPIES = 4_096;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Set<String> TABLES = Set.of("spans", "logs", "samples", "stacks");

    private static final Set<String> TABLE_FUNCTIONS = Set.of("range", "generate_series", "unnest");

    private static final Set<String> FUNCTIONS = words("""
            + - * / // % ** ^ & | ~~ !~~ ~~* !~~* ~~~ -> ->> ||
            abs ceil ceiling exp floor greatest least ln log log10 log2 mod pow power round sign sqrt trunc
            any_value approx_count_distinct approx_quantile arg_max arg_min avg bool_and bool_or corr count count_if
            count_star countif first last max max_by mean median min min_by quantile quantile_cont quantile_disc
            stddev stddev_pop stddev_samp sum var_pop var_samp variance
            cume_dist dense_rank first_value lag last_value lead nth_value ntile percent_rank rank row_number
            concat contains ends_with ilike_escape instr left length like_escape lower ltrim not_ilike_escape
            not_like_escape position prefix regexp_extract regexp_full_match regexp_matches reverse right rtrim
            split_part starts_with strlen strpos substr substring suffix trim upper
            age date_add date_diff date_part date_sub date_trunc datediff datepart datetrunc day dayofweek epoch
            epoch_ms epoch_ns epoch_us get_current_timestamp hour make_timestamp make_timestamp_ms make_timestamp_ns
            minute now second strftime time_bucket to_days to_hours to_microseconds to_milliseconds to_minutes
            to_seconds to_timestamp today
            json_array_length json_exists json_extract json_extract_string json_keys json_type json_value
            array_contains array_extract array_length array_slice len list_contains list_extract list_slice
            struct_extract unnest
            ifnull nullif typeof""");

    private static final Set<String> TYPES = words("""
            bigint bool boolean date decimal double float hugeint int integer interval json long numeric real
            smallint string text time timestamp timestamp_ms timestamp_ns timestamp_s timestamptz tinyint
            ubigint uinteger varchar""");

    /** Classes of expressions; functions, windows, types and casts are looked at more closely. */
    private static final Set<String> EXPRESSIONS = words("""
            between case cast collate column_ref comparison conjunction constant function lambda operator
            positional_reference star subquery type window""");

    /** What else has a type: queries, sources of rows, and what follows them. */
    private static final Set<String> PARTS = words("""
            select_node set_operation_node cte_node
            base_table column_data empty empty_from expression_list join subquery table_function
            order_modifier limit_modifier limit_percent_modifier distinct_modifier
            order_default ascending descending""");

    private final Set<String> views = new HashSet<>();
    private int tables;
    private int lengthening;

    private StatementCheck() {}

    /**
     * Checks a statement before it is parsed.
     *
     * @throws RefusedStatementException it would take too much to parse it
     */
    static void checkText(String sql) {
        if (sql.length() > MAX_LENGTH) {
            throw refuse("it is longer than " + MAX_LENGTH + " characters");
        }
        if (sql.chars().filter(c -> c == '(' || c == '[').count() > MAX_BRACKETS) {
            throw refuse("it has more than " + MAX_BRACKETS + " brackets");
        }
    }

    /**
     * Checks a statement.
     *
     * @param tree the answer of {@code json_serialize_sql}
     * @throws RefusedStatementException it is not one harmless query
     */
    static void check(String tree) {
        JsonNode root;
        try {
            root = JSON.readTree(tree);
        } catch (JacksonException e) {
            throw refuse("it is nested too deeply");
        }
        if (root.path("error").asBoolean()) {
            throw "not implemented".equals(root.path("error_type").asString())
                    ? refuse("only SELECT can be run here")
                    : new RefusedStatementException(root.path("error_message").asString());
        }
        JsonNode statements = root.path("statements");
        if (statements.size() != 1) {
            throw refuse("one statement at a time");
        }
        StatementCheck check = new StatementCheck();
        check.collectViews(statements);
        check.walk(statements);
        if (copies(statements) > MAX_COPIES) {
            throw refuse("its expressions name each other or their columns too often");
        }
    }

    private void collectViews(JsonNode node) {
        for (JsonNode view : node.path("cte_map").path("map")) {
            views.add(view.path("key").asString().toLowerCase(Locale.ROOT));
            if ("CTE_MATERIALIZE_NEVER"
                    .equals(view.path("value").path("materialized").asString())) {
                throw refuse("NOT MATERIALIZED is not available");
            }
        }
        for (JsonNode child : node) {
            collectViews(child);
        }
    }

    private void walk(JsonNode node) {
        String type = text(node, "type");
        if (node.path("class").isString()) {
            expression(node, text(node, "class"));
        } else if (!type.isEmpty()) {
            part(node, type);
            if (type.equals("table_function")) {
                tableFunction(node.path("function"));
                return;
            }
        }
        for (JsonNode child : node) {
            walk(child);
        }
    }

    private void expression(JsonNode node, String kind) {
        if (!EXPRESSIONS.contains(kind)) {
            throw refuse("expressions of the kind " + kind + " are not available");
        }
        switch (kind) {
            case "function", "window" -> function(node);
            case "type" -> {
                String name = text(node, "type_name");
                if (!TYPES.contains(name)) {
                    throw refuse("the type " + name + " is not available");
                }
                if (Set.of("varchar", "text", "string").contains(name)) {
                    lengthen(2);
                }
            }
            default -> {
                // harmless by itself
            }
        }
    }

    private void function(JsonNode node) {
        String name = text(node, "function_name");
        if (!FUNCTIONS.contains(name)) {
            throw refuse("the function " + name + " is not available");
        }
        if (name.equals("||") || name.equals("concat")) {
            lengthen(node.path("arguments").size() + 1);
        }
    }

    private void part(JsonNode node, String type) {
        if (type.equals("recursive_cte_node")) {
            throw refuse("WITH RECURSIVE is not available");
        }
        if (!PARTS.contains(type)) {
            throw refuse(type.replace('_', ' ') + " is not available");
        }
        if (type.equals("base_table")) {
            String name = text(node, "table_name");
            boolean elsewhere = node.path("qualified_name").path("path").size() != 1
                    || !text(node, "schema_name").isEmpty()
                    || !text(node, "catalog_name").isEmpty();
            if (elsewhere || !name.matches("\\w+") || !(TABLES.contains(name) || views.contains(name))) {
                throw refuse("there is no table " + node.path("table_name").asString() + " here");
            }
            countTable();
        }
    }

    private void tableFunction(JsonNode function) {
        String name = text(function, "function_name");
        if (!TABLE_FUNCTIONS.contains(name)) {
            throw refuse("the table function " + name + " is not available");
        }
        countTable();
        for (JsonNode child : function) {
            walk(child);
        }
    }

    private void countTable() {
        if (++tables > MAX_TABLES) {
            throw refuse("it may name at most " + MAX_TABLES + " tables");
        }
    }

    private void lengthen(int weight) {
        lengthening += weight;
        if (lengthening > MAX_LENGTHENING) {
            throw refuse("it joins or casts text too often");
        }
    }

    /**
     * How large the statement can become while it is planned, when neither the time nor the memory limit holds yet:
     * DuckDB puts a copy of an expression wherever its alias is named, also through subqueries when a condition is moved
     * inwards. In a chain in which each expression names the one before twice that is 2 to the power of its length.
     */
    private static long copies(JsonNode node) {
        JsonNode views = node.path("cte_map");
        long inner = 1;
        for (JsonNode child : node) {
            if (child != views) {
                inner = Math.max(inner, copies(child));
            }
        }
        for (JsonNode view : views.path("map")) {
            inner = bounded(inner * copies(view));
        }
        return text(node, "type").equals("select_node") ? bounded(inner * mostReferences(node)) : inner;
    }

    /** The most columns that one expression of this SELECT names, with those behind the aliases that it names. */
    private static long mostReferences(JsonNode select) {
        Map<String, Long> aliases = new HashMap<>();
        long most = 1;
        long stars = 0;
        for (JsonNode expression : select.path("select_list")) {
            long references = Math.max(1, references(expression, aliases));
            most = Math.max(most, references);
            aliases.put(text(expression, "alias"), references);
            stars += stars(expression);
        }
        for (String clause : new String[] {"where_clause", "group_expressions", "having", "qualify", "modifiers"}) {
            most = Math.max(most, references(select.path(clause), aliases));
        }
        // SELECT *, * doubles the columns, and joins multiply that: squared, to leave room for them.
        return Math.max(most, stars * stars);
    }

    private static long references(JsonNode node, Map<String, Long> aliases) {
        if (text(node, "class").equals("column_ref")) {
            JsonNode path = node.path("column_names");
            String name = path.path(path.size() - 1).asString("").toLowerCase(Locale.ROOT);
            return aliases.getOrDefault(name, 1L);
        }
        long sum = 0;
        for (JsonNode child : node) {
            sum = bounded(sum + references(child, aliases));
        }
        return sum;
    }

    private static long stars(JsonNode node) {
        long sum = text(node, "class").equals("star") ? 1 : 0;
        for (JsonNode child : node) {
            sum += stars(child);
        }
        return sum;
    }

    /** Products of two such numbers do not overflow. */
    private static long bounded(long number) {
        return Math.min(number, MAX_COPIES + 1);
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("").toLowerCase(Locale.ROOT);
    }

    static RefusedStatementException refuse(String why) {
        return new RefusedStatementException("This statement is not run: " + why + ".");
    }

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }
}
