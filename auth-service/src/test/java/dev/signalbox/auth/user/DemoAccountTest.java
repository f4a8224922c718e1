package dev.signalbox.auth.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.auth.AuthServiceTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "signalbox.demo.password=demo password")
class DemoAccountTest extends AuthServiceTest {

    private static final String DEMO = "demo@signalbox.test";

    @Autowired
    DemoAccount demoAccount;

    @Autowired
    DatabaseClient database;

    @Test
    void theDemoAccountCanSignInFromTheStart() {
        signIn(DEMO, "demo password").expectStatus().isCreated();
    }

    @Test
    void anotherStartChangesNothingButAPasswordThatIsNoLongerTheConfiguredOne() {
        String before = hash();
        demoAccount.run(null);
        assertThat(hash()).isEqualTo(before);

        database.sql("UPDATE users SET password_hash = 'x' WHERE email = 'demo@signalbox.test'")
                .then()
                .block();
        demoAccount.run(null);
        signIn(DEMO, "demo password").expectStatus().isCreated();
    }

    private String hash() {
        return database.sql("SELECT password_hash FROM users WHERE email = 'demo@signalbox.test'")
                .map(row -> row.get("password_hash", String.class))
                .one()
                .block();
    }
}
