package dev.signalbox.front.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.front.trading.NewOrder;
import dev.signalbox.front.trading.OrderType;
import dev.signalbox.front.trading.Side;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TicketTest {

    @Test
    void aLimitOrderHasItsLimit() {
        assertThat(new Ticket(" SGNL ", "SELL", "LIMIT", " 12 ", "9.50", "k").order())
                .isEqualTo(new NewOrder("SGNL", Side.SELL, OrderType.LIMIT, 12, new BigDecimal("9.50")));
    }

    @Test
    void aMarketOrderHasNoneEvenIfOneIsLeftInTheField() {
        Ticket ticket = new Ticket("SGNL", "BUY", "MARKET", "1", "rubbish", "k");

        assertThat(ticket.errors()).isEmpty();
        assertThat(ticket.order().limitPrice()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "1.5", "10001", "1e3", "99999999999", "ten", "\u0661"})
    void aQuantityIsAWholeNumberInItsRange(String quantity) {
        assertThat(new Ticket("SGNL", "BUY", "MARKET", quantity, "", "k").errors())
                .containsOnlyKeys("quantity");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0.00", "-1", "1.234", "1e99999999", "12,50"})
    void aLimitIsAPriceAboveZero(String limit) {
        assertThat(new Ticket("SGNL", "BUY", "LIMIT", "1", limit, "k").errors()).containsOnlyKeys("limitPrice");
    }

    @Test
    void whatMakesNoSenseBecomesTheDefault() {
        Ticket ticket = new Ticket(null, "GIVE", "SOMEHOW", null, null, "no key\r\nX: y");

        assertThat(ticket.side()).isEqualTo("BUY");
        assertThat(ticket.type()).isEqualTo("MARKET");
        assertThat(ticket.key()).matches("[0-9a-f-]{36}");
        assertThat(ticket.errors()).containsOnlyKeys("symbol");
    }

    @Test
    void anotherAttemptIsAnotherOrder() {
        Ticket ticket = Ticket.blank("SGNL", "BUY");

        assertThat(ticket.again().key()).isNotEqualTo(ticket.key());
        assertThat(ticket.again().symbol()).isEqualTo("SGNL");
    }
}
