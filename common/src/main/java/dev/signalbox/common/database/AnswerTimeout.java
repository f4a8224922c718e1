package dev.signalbox.common.database;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes a connection whose server has been asked and is silent for too long. A server that hangs keeps its connections
 * open, acknowledges what it is sent, and its own time limits hang with it: only this side can tell.
 *
 * <p>Closing is what everybody understands: whoever waits for an answer gets an error, at the start of a connection as
 * in the middle of a transaction, the pool throws the connection away, and the server rolls back what was going on.
 *
 * <p>One instance for each connection, used by its event loop only.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-flow.html">PostgreSQL's message flow</a>
 */
final class AnswerTimeout extends ChannelDuplexHandler {

    private static final Logger log = LoggerFactory.getLogger(AnswerTimeout.class);

    /** ReadyForQuery, the last message of every answer: type, length, and one byte more. */
    private static final int READY_BYTES = 6;

    private static final byte READY_TYPE = 'Z';
    private static final int READY_LENGTH = 5;

    private final Duration patience;
    private boolean waiting;
    private boolean watched;
    private long silentSince;

    /** @param patience how long the server may say nothing while an answer is due */
    AnswerTimeout(Duration patience) {
        this.patience = patience;
    }

    @Override
    public void write(ChannelHandlerContext channel, Object message, ChannelPromise promise) throws Exception {
        if (!waiting) {
            waiting = true;
            silentSince = System.nanoTime();
            if (!watched) {
                watch(channel, patience.toNanos());
            }
        }
        super.write(channel, message, promise);
    }

    @Override
    public void channelRead(ChannelHandlerContext channel, Object message) throws Exception {
        silentSince = System.nanoTime();
        waiting = waiting && !endsAnAnswer((ByteBuf) message);
        super.channelRead(channel, message);
    }

    /** One look at a time: cheaper than an alarm for each answer, of which nearly all come in time. */
    private void watch(ChannelHandlerContext channel, long nanos) {
        watched = true;
        channel.executor().schedule(() -> look(channel), nanos, TimeUnit.NANOSECONDS);
    }

    private void look(ChannelHandlerContext channel) {
        watched = false;
        if (!waiting || !channel.channel().isActive()) {
            return;
        }
        long left = patience.toNanos() - (System.nanoTime() - silentSince);
        if (left > 0) {
            watch(channel, left);
        } else {
            log.warn("The database gave no answer for {} ms: its connection is closed", patience.toMillis());
            channel.close();
        }
    }

    private static boolean endsAnAnswer(ByteBuf received) {
        int last = received.writerIndex() - READY_BYTES;
        return last >= received.readerIndex()
                && received.getByte(last) == READY_TYPE
                && received.getInt(last + 1) == READY_LENGTH;
    }
}
