package dev.signalbox.front.desk;

import dev.signalbox.front.trading.NewOrder;
import dev.signalbox.front.trading.OrderType;
import dev.signalbox.front.trading.Side;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.util.StringUtils;

/**
 * The order form, as it was filled in.
 *
 * @param key its {@code Idempotency-Key}: the same form sent twice, by a double click or after an error, is one order
 */
public record Ticket(String symbol, String side, String type, String quantity, String limitPrice, String key) {

    private static final int LARGEST_QUANTITY = 10_000;
    private static final Pattern SYMBOL = Pattern.compile("\\w{1,16}");
    private static final Pattern QUANTITY = Pattern.compile("[0-9]{1,6}");
    private static final Pattern PRICE = Pattern.compile("[0-9]{1,8}(\\.[0-9]{1,2})?");
    private static final Pattern KEY = Pattern.compile("[0-9a-zA-Z-]{1,64}");

    /** Whatever is missing or makes no sense in a choice becomes its default. */
    public Ticket {
        symbol = trimmed(symbol);
        side = Side.SELL.name().equals(side) ? side : Side.BUY.name();
        type = OrderType.LIMIT.name().equals(type) ? type : OrderType.MARKET.name();
        quantity = quantity == null ? "1" : quantity.strip();
        limitPrice = trimmed(limitPrice);
        key = key != null && KEY.matcher(key).matches()
                ? key
                : UUID.randomUUID().toString();
    }

    /** A fresh one, to be filled in. */
    static Ticket blank(String symbol, String side) {
        return new Ticket(symbol, side, null, null, null, null);
    }

    /** The same entries under a new key: for another attempt, after a refusal. */
    Ticket again() {
        return new Ticket(symbol, side, type, quantity, limitPrice, null);
    }

    /** What is wrong with which field, in words; empty if it can be an order. */
    Map<String, String> errors() {
        Map<String, String> errors = new LinkedHashMap<>();
        if (!SYMBOL.matcher(symbol).matches()) {
            errors.put("symbol", "Choose a share.");
        }
        if (!QUANTITY.matcher(quantity).matches()
                || Integer.parseInt(quantity) < 1
                || Integer.parseInt(quantity) > LARGEST_QUANTITY) {
            errors.put("quantity", "A whole number from 1 to 10,000.");
        }
        if (isLimit() && (!PRICE.matcher(limitPrice).matches() || new BigDecimal(limitPrice).signum() <= 0)) {
            errors.put("limitPrice", "A price above 0, such as 12.50.");
        }
        return errors;
    }

    /** The order; only to be asked for without {@link #errors()}. */
    NewOrder order() {
        return new NewOrder(
                symbol,
                Side.valueOf(side),
                OrderType.valueOf(type),
                Integer.valueOf(quantity),
                Optional.of(limitPrice)
                        .filter(price -> isLimit())
                        .map(BigDecimal::new)
                        .orElse(null));
    }

    private boolean isLimit() {
        return OrderType.LIMIT.name().equals(type);
    }

    private static String trimmed(String text) {
        return StringUtils.hasText(text) ? text.strip() : "";
    }
}
