package dev.signalbox.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DataTest {

    private static List<Map<String, Object>> first(int count, Iterator<Map<String, Object>> feeder) {
        return Stream.generate(feeder::next).limit(count).toList();
    }

    @Test
    void twoRunsBringTheSameOrdersInTheSameOrder() {
        assertThat(first(500, Data.orders())).isEqualTo(first(500, Data.orders()));
    }

    @Test
    void everyStockIsTradedAndSomeMoreThanOthers() {
        List<Object> symbols = first(2000, Data.orders()).stream()
                .map(order -> order.get("symbol"))
                .toList();

        assertThat(new HashSet<>(symbols)).hasSize(8);
        assertThat(symbols.stream().filter("JNCT"::equals).count())
                .isGreaterThan(3 * symbols.stream().filter("SEMA"::equals).count());
    }

    @Test
    void noTwoPeopleShareAnAddress() {
        assertThat(IntStream.range(0, 2000).mapToObj(Person::number).map(Person::email))
                .doesNotHaveDuplicates()
                .allMatch(email -> email.matches("[a-z]+\\.[a-z]+\\d*@load\\.signalbox\\.test"));
    }

    @Test
    void aSprayTriesAPasswordOnEveryAccountBeforeTheNextOne() {
        List<Map<String, Object>> attempts = first(60, Data.sprayed(30));

        assertThat(attempts).doesNotHaveDuplicates();
        assertThat(attempts.subList(0, 30).stream()
                        .map(attempt -> attempt.get("password"))
                        .distinct())
                .hasSize(1);
        assertThat(attempts.subList(0, 30).stream()
                        .map(attempt -> attempt.get("email"))
                        .distinct())
                .hasSize(30);
        assertThat(attempts.get(30).get("password"))
                .isNotEqualTo(attempts.get(0).get("password"));
    }

    @Test
    void aTraceIsBegunAsTheW3cSays() {
        assertThat(Stream.generate(TraceParent::next).limit(1000))
                .doesNotHaveDuplicates()
                .allMatch(header -> header.matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01"));
    }
}
