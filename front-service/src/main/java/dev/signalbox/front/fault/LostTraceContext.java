package dev.signalbox.front.fault;

import dev.signalbox.common.fault.Faults;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import java.util.List;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.NettyPipeline;

/**
 * The fault {@value FrontFaults#LOST_TRACE_CONTEXT}, as if a proxy in between did not know the headers and dropped them.
 *
 * <p>They are taken out where the request leaves for the wire, because that is the one place behind whoever puts them
 * in: Micrometer does it in the WebClient, the agent in Netty.
 */
@Component
class LostTraceContext implements WebClientCustomizer, ExchangeFilterFunction {

    private static final List<String> HEADERS = List.of("traceparent", "tracestate", "baggage");

    private final Faults faults;

    LostTraceContext(Faults faults) {
        this.faults = faults;
    }

    @Override
    public void customize(WebClient.Builder builder) {
        builder.filter(this);
    }

    @Override
    public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
        return faults.isOn(FrontFaults.LOST_TRACE_CONTEXT)
                ? next.exchange(ClientRequest.from(request)
                        .httpRequest(LostTraceContext::loseContext)
                        .build())
                : next.exchange(request);
    }

    private static void loseContext(ClientHttpRequest request) {
        Connection connection = request.getNativeRequest();
        ChannelPipeline pipeline = connection.channel().pipeline();
        pipeline.addAfter(NettyPipeline.HttpCodec, null, new Dropper());
    }

    /** Stands between everything else and the codec, for one request. */
    private static class Dropper extends ChannelOutboundHandlerAdapter {

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (message instanceof HttpRequest request) {
                HEADERS.forEach(request.headers()::remove);
                context.pipeline().remove(this);
            }
            context.write(message, promise);
        }
    }
}
