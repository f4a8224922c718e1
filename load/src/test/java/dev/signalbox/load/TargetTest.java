package dev.signalbox.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetTest {

    @AfterEach
    void forget() {
        System.getProperties().keySet().removeAll(Set.of("rate", "users", "for"));
    }

    @Test
    void whatIsNotSaidIsAsInTheFile() {
        System.setProperty("for", "PT7S");

        assertThat(Target.of(Trickle.class))
                .returns(0.5, Target::rate)
                .returns(Duration.ofSeconds(7), Target::duration);
    }

    @ParameterizedTest
    @CsvSource({"rate, fast", "users, 0.5", "for, 1day"})
    void whatIsWrongIsNamed(String property, String value) {
        System.setProperty(property, value);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Target.of(Trickle.class))
                .withMessageStartingWith("-D%s=%s is not ", property, value);
    }

    @Test
    void nothingButTheTargetIsAskedAnything() {
        Config gatling = ConfigFactory.parseResources("gatling.conf");

        assertThat(gatling.getBoolean("gatling.data.enableAnalytics")).isFalse();
        assertThat(gatling.getString("gatling.http.warmUpUrl")).isEmpty();
    }
}
