package dev.signalbox.broker.order;

/** An order for a stock that there is not. */
class UnknownSymbol extends UnprocessableOrder {

    UnknownSymbol(String symbol) {
        super("unknown-symbol", "Unknown symbol", "There is no stock " + symbol + ".");
    }
}
