package dev.signalbox.common.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTimeoutTest {

    /** CommandComplete, then ReadyForQuery: "idle". */
    private static final byte[] ANSWER = {'C', 0, 0, 0, 9, 'O', 'K', ' ', '1', 0, 'Z', 0, 0, 0, 5, 'I'};

    private final EmbeddedChannel connection = connection();

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 10, 11, 12, 13, 14, 15, 16})
    void leavesAConnectionOpenThatWasAnsweredHoweverTheAnswerIsCutIntoPieces(int firstPiece) {
        connection.writeOutbound(Unpooled.wrappedBuffer(new byte[] {'Q'}));
        connection.writeInbound(Unpooled.wrappedBuffer(ANSWER, 0, firstPiece));
        connection.writeInbound(Unpooled.wrappedBuffer(ANSWER, firstPiece, ANSWER.length - firstPiece));

        aLongTimePasses();

        assertThat(connection.isOpen()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10, 15})
    void closesAConnectionWhoseAnswerDoesNotCome(int received) {
        connection.writeOutbound(Unpooled.wrappedBuffer(new byte[] {'Q'}));
        connection.writeInbound(Unpooled.wrappedBuffer(ANSWER, 0, received));

        aLongTimePasses();

        assertThat(connection.isOpen()).isFalse();
    }

    private void aLongTimePasses() {
        connection.runPendingTasks();
        // The handler looks at the clock as well: its patience is over at once.
        connection.advanceTimeBy(1, TimeUnit.MINUTES);
        connection.runScheduledPendingTasks();
    }

    private static EmbeddedChannel connection() {
        EmbeddedChannel channel = new EmbeddedChannel(new AnswerTimeout(Duration.ofNanos(1)));
        channel.freezeTime();
        return channel;
    }
}
