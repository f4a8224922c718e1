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

    /** The last bytes received: what is read at a time ends anywhere, also within a message. */
    private final byte[] tail = new byte[READY_BYTES];

    private boolean waiting;
    private boolean watched;
    private long silentSince;

    /** @param patience how long the server may say nothing while an answer is due */
    AnswerTimeout(Duration patience) {
        this.patience = patience;
    }

    @Override
    public void write(ChannelHandlerContext channel, Object message, ChannelPromise promise) throws Exception {
        waiting = true;
        silentSince = System.nanoTime();
        if (!watched) {
            watch(channel, patience.toNanos());
        }
        super.write(channel, message, promise);
    }

    @Override
    public void channelRead(ChannelHandlerContext channel, Object message) throws Exception {
        silentSince = System.nanoTime();
        remember((ByteBuf) message);
        waiting = waiting && !endsAnAnswer();
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

    private void remember(ByteBuf received) {
        int fresh = Math.min(received.readableBytes(), READY_BYTES);
        System.arraycopy(tail, fresh, tail, 0, READY_BYTES - fresh);
        received.getBytes(received.writerIndex() - fresh, tail, READY_BYTES - fresh, fresh);
    }

    private boolean endsAnAnswer() {
        return tail[0] == READY_TYPE && tail[1] == 0 && tail[2] == 0 && tail[3] == 0 && tail[4] == READY_LENGTH;
    }
}
