package dev.signalbox.lab.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadTargetTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8080",
                "https://127.8.9.10",
                "http://10.1.2.3",
                "http://172.16.0.1",
                "http://172.31.255.255",
                "http://192.168.1.1",
                "http://[fd12:3456::1]",
                "http://[fe80::1]"
            })
    void loadMayGoToAPrivateAddress(String target) {
        assertThat(LoadTarget.objection(URI.create(target), false)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://172.32.0.1", "http://192.167.1.1", "http://1.1.1.1", "http://[2001:db8::1]"})
    void toAPublicOneOnlyIfSomebodySaidSo(String target) {
        assertThat(LoadTarget.objection(URI.create(target), false)).isPresent();
        assertThat(LoadTarget.objection(URI.create(target), true)).isEmpty();
    }
}
