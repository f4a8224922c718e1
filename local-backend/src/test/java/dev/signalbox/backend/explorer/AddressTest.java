package dev.signalbox.backend.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AddressTest {

    @Test
    void parametersAreAddedChangedAndTakenAway() {
        Address address = Address.of("/traces").with("service", "auth").with("status", "ok");

        assertThat(address).hasToString("/traces?service=auth&status=ok");
        assertThat(address.with("service", "broker")).hasToString("/traces?service=broker&status=ok");
        assertThat(address.without("service").with("status", " ")).hasToString("/traces");
        assertThat(address).as("unchanged itself").hasToString("/traces?service=auth&status=ok");
    }

    @Test
    void aParameterCanBeLeftOpen() {
        assertThat(Address.of("/profiles").with("zoom", "a").upTo("zoom")).isEqualTo("/profiles?zoom=");
        assertThat(Address.of("/profiles")
                        .with("zoom", "a")
                        .with("service", "auth")
                        .upTo("zoom"))
                .isEqualTo("/profiles?service=auth&zoom=");
    }

    @Test
    void whatHasAMeaningInAddressesIsEscaped() {
        assertThat(Address.of("/traces").withAll("attribute", List.of("a=b&c", "d={e} ü+#")))
                .hasToString("/traces?attribute=a%3Db%26c&attribute=d%3D%7Be%7D%20%C3%BC%2B%23");
    }
}
