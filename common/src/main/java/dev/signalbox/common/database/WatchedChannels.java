package dev.signalbox.common.database;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import reactor.netty.resources.LoopResources;

/**
 * The threads that the services' connections share anyway, and an {@link AnswerTimeout} on each channel that is made: the
 * one place where the driver lets others have a say in its channels.
 *
 * @param shared where threads and channels come from; its owner ends them
 * @param patience see {@link AnswerTimeout}
 */
record WatchedChannels(LoopResources shared, Duration patience) implements LoopResources {

    @Override
    public <C extends Channel> C onChannel(Class<C> type, EventLoopGroup group) {
        C channel = shared.onChannel(type, group);
        channel.pipeline().addFirst(new AnswerTimeout(patience));
        return channel;
    }

    @Override
    public <C extends Channel> Class<? extends C> onChannelClass(Class<C> type, EventLoopGroup group) {
        return shared.onChannelClass(type, group);
    }

    @Override
    public EventLoopGroup onClient(boolean preferNative) {
        return shared.onClient(preferNative);
    }

    @Override
    public EventLoopGroup onServer(boolean preferNative) {
        return shared.onServer(preferNative);
    }
}
