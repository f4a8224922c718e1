package dev.signalbox.pager.email;

import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.subethamail.smtp.server.SMTPServer;

/** Listens for mail, as long as pager runs. Anyone may send, to any address, without TLS: it ends in the inbox here. */
@Component
public class MailServer implements SmartLifecycle {

    /** Two Alertmanagers and two Grafanas send one message at a time, mostly; more wait for their turn. */
    private static final int MAX_CONNECTIONS = 8;

    private static final int MAX_RECIPIENTS = 20;

    private final SMTPServer server;

    MailServer(SmtpProperties properties, Mailbox mailbox) {
        server = SMTPServer.port(properties.port())
                .bindAddress(properties.address())
                .hostName("pager")
                .softwareName("Signalbox pager")
                .maxConnections(MAX_CONNECTIONS)
                .maxRecipients(MAX_RECIPIENTS)
                .connectionTimeout(30, TimeUnit.SECONDS)
                .insertReceivedHeaders(false)
                .messageHandlerFactory(mailbox)
                .build();
    }

    @Override
    public void start() {
        server.start();
    }

    @Override
    public void stop() {
        server.stop();
    }

    @Override
    public boolean isRunning() {
        return server.isRunning();
    }

    /** The port it listens at. */
    public int port() {
        return server.getPortAllocated();
    }
}
