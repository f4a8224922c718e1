package dev.signalbox.lab.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.lab.home.Ports;
import org.junit.jupiter.api.Test;

class ServerConfigTest {

    @Test
    void movesEveryLocalAddressAndLeavesTheRestAsItIs() {
        String rendered = ServerConfig.render("""
                replica: "${REPLICA}"  # one of 2
                targets: ["localhost:8889", "localhost:9093"]
                url: http://pager:8090/webhook
                smtp_smarthost: pager:2525
                receiver: pager
                scrape_interval: 5s
                """, new Ports(1000), "2");

        assertThat(rendered).isEqualTo("""
                replica: "2"  # one of 2
                targets: ["127.0.0.1:9889", "127.0.0.1:10093"]
                url: http://127.0.0.1:9090/webhook
                smtp_smarthost: 127.0.0.1:3525
                receiver: pager
                scrape_interval: 5s
                """);
    }
}
