package dev.signalbox.front.trading;

import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;

/**
 * An order as the visitor wants it. Only its form is checked here; whether it can be is broker-service's to say.
 *
 * @param quantity number of shares, 1 to 10,000
 * @param limitPrice for limit orders only: the worst acceptable price of one share
 */
public record NewOrder(
        @NotNull @Pattern(regexp = "\\w{1,16}", message = "is no symbol")
        String symbol,

        @NotNull Side side,
        @NotNull OrderType type,
        @NotNull @Min(1) @Max(10_000) Integer quantity,

        @DecimalMin("0.01") @Digits(integer = 8, fraction = 2)
        BigDecimal limitPrice) {}
