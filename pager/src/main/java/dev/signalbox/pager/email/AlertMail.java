package dev.signalbox.pager.email;

import dev.signalbox.pager.inbox.Channel;
import dev.signalbox.pager.inbox.Message;
import dev.signalbox.pager.message.Headline;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import org.jsoup.Jsoup;

/**
 * A mail about alerts.
 *
 * @param from the address it names as its author; may be null
 * @param content its text: HTML if {@code html}
 */
record AlertMail(String from, String subject, String content, boolean html) {

    /** Templates are deep in tags, and shallow in parts: what is nested deeper than this was not made by one. */
    private static final int MAX_DEPTH = 5;

    /**
     * Reads a mail: RFC 5322 and MIME.
     *
     * @return empty when it has no usable subject
     * @throws MessagingException if it is not a mail
     */
    static Optional<AlertMail> parse(byte[] bytes) throws MessagingException {
        MimeMessage mail = new MimeMessage(null, new ByteArrayInputStream(bytes));
        String subject = mail.getSubject();
        if (subject == null || subject.length() > Headline.MAX_TITLE) {
            return Optional.empty();
        }
        String from = mail.getHeader("From", null);
        try {
            // For people who read HTML, or, where there is none, plain text.
            String html = find(mail, "text/html", 0);
            return Optional.of(
                    html == null
                            ? new AlertMail(from, subject, find(mail, "text/plain", 0), false)
                            : new AlertMail(from, subject, html, true));
        } catch (IOException e) {
            throw new MessagingException("a part cannot be decoded: " + e.getMessage(), e);
        }
    }

    /**
     * The mail as the inbox keeps it.
     *
     * @param address where it came from
     * @return empty when its subject does not say that something fires, or that it is over
     */
    Optional<Message> toMessage(String address) {
        String text = html ? plain(content) : content;
        return Headline.of(subject, text)
                .map(headline -> new Message(
                        Channel.EMAIL,
                        Headline.externalUrl(content).orElse(from == null || from.length() > 200 ? "unknown" : from),
                        address,
                        null,
                        headline.groupKey(),
                        subject,
                        text,
                        headline.alerts()));
    }

    private static String find(Part part, String type, int depth) throws MessagingException, IOException {
        if (part.isMimeType(type) && part.getContent() instanceof String text) {
            return text;
        }
        if (depth < MAX_DEPTH && part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                String found = find(parts.getBodyPart(i), type, depth + 1);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    /** What a reader sees, line by line, without the air between. */
    private static String plain(String html) {
        return Jsoup.parse(html)
                .body()
                .wholeText()
                .replaceAll("[ \\t\\x0B\\f\\r\\u00a0]+", " ")
                .replaceAll("\\s*\\n\\s*", "\n")
                .strip();
    }
}
