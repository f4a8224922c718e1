package dev.signalbox.pager.email;

import dev.signalbox.pager.inbox.Channel;
import dev.signalbox.pager.inbox.Inbox;
import dev.signalbox.pager.message.MessageReader;
import dev.signalbox.pager.message.Refusals;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import org.springframework.stereotype.Component;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.MessageHandlerFactory;
import org.subethamail.smtp.RejectException;

/** Takes mail into the inbox: what it accepts is on disk before the sender hears so. */
@Component
class Mailbox implements MessageHandlerFactory {

    /** RFC 5321: too much mail data. */
    private static final int TOO_LONG = 552;

    /** RFC 5321: transaction failed, for good. */
    private static final int REFUSED = 554;

    private final Inbox inbox;
    private final Refusals refusals;

    Mailbox(Inbox inbox, Refusals refusals) {
        this.inbox = inbox;
        this.refusals = refusals;
    }

    @Override
    public MessageHandler create(MessageContext context) {
        String address =
                ((InetSocketAddress) context.getRemoteAddress()).getAddress().getHostAddress();
        return new Delivery(address);
    }

    /** One mail on its way in. */
    private final class Delivery implements MessageHandler {

        private final String address;

        Delivery(String address) {
            this.address = address;
        }

        @Override
        public void from(String from) {
            // What counts is the header.
        }

        @Override
        public void recipient(String recipient) {
            // Everybody's mail is taken.
        }

        @Override
        public String data(InputStream data) throws RejectException, IOException {
            byte[] bytes = data.readNBytes(MessageReader.MAX_BYTES + 1);
            // To the end in any case: what is left over would be read as commands.
            data.transferTo(OutputStream.nullOutputStream());
            if (bytes.length > MessageReader.MAX_BYTES) {
                throw refuse(TOO_LONG, "more than " + MessageReader.MAX_BYTES + " bytes");
            }
            try {
                inbox.add(AlertMail.parse(bytes)
                        .flatMap(mail -> mail.toMessage(address))
                        .orElseThrow(() -> refuse(REFUSED, "no subject with [FIRING] or [RESOLVED] in it")));
            } catch (MessagingException e) {
                throw refuse(REFUSED, "no mail: " + e.getMessage());
            }
            return null;
        }

        @Override
        public void done() {
            // Nothing is held.
        }
    }

    private RejectException refuse(int code, String reason) {
        refusals.count(Channel.EMAIL, reason);
        return new RejectException(code, reason);
    }
}
