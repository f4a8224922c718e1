package dev.signalbox.broker.order;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What somebody wants to trade.
 *
 * @param symbol the stock
 * @param side buy or sell
 * @param type market or limit
 * @param quantity how many shares, 1 to 10000
 * @param limitPrice worst acceptable price, two decimals; for a limit order only
 */
public record OrderRequest(
        @NotNull @Pattern(regexp = "\\w{1,16}", message = "is no symbol")
        String symbol,

        @NotNull Side side,
        @NotNull OrderType type,
        @NotNull @Min(1) @Max(10_000) Integer quantity,

        @DecimalMin("0.01") @Digits(integer = 8, fraction = 2)
        BigDecimal limitPrice) {

    /** The same limit is written in one way: equal requests are equal, and a repeat reads like the first answer. */
    public OrderRequest {
        // Not for what is refused anyway: 1E+1000000 would become a million digits.
        if (limitPrice != null && limitPrice.scale() < 2 && limitPrice.precision() - limitPrice.scale() <= 8) {
            limitPrice = limitPrice.setScale(2, RoundingMode.UNNECESSARY);
        }
    }

    @JsonIgnore
    @AssertTrue(message = "a limit order needs a limitPrice, a market order must not have one")
    boolean isLimitPriceWhereItBelongs() {
        return type == null || (type == OrderType.LIMIT) == (limitPrice != null);
    }

    /** Whether the order can be filled at this price. */
    boolean accepts(BigDecimal price) {
        return type == OrderType.MARKET
                || (side == Side.BUY ? price.compareTo(limitPrice) <= 0 : price.compareTo(limitPrice) >= 0);
    }
}
