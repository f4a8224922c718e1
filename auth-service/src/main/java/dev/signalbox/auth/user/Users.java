package dev.signalbox.auth.user;

import io.r2dbc.spi.Readable;
import java.util.Locale;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The accounts in the database. */
@Repository
public class Users {

    private final DatabaseClient database;

    Users(DatabaseClient database) {
        this.database = database;
    }

    /** The account of an email address, in whatever case; empty if there is none. */
    public Mono<Credentials> byEmail(String email) {
        return database.sql("SELECT id, email, display_name, password_hash FROM users WHERE email = :email")
                .bind("email", normalized(email))
                .map(row -> new Credentials(user(row), row.get("password_hash", String.class)))
                .one();
    }

    /** Adds an account; empty, and nothing done, if the email address is taken. */
    public Mono<User> add(String email, String displayName, String passwordHash) {
        return database.sql("""
                        INSERT INTO users (email, display_name, password_hash)
                        VALUES (:email, :displayName, :passwordHash)
                        ON CONFLICT (email) DO NOTHING
                        RETURNING id, email, display_name""")
                .bind("email", normalized(email))
                .bind("displayName", displayName)
                .bind("passwordHash", passwordHash)
                .map(Users::user)
                .one();
    }

    /** Gives an account another password. */
    public Mono<Void> changePassword(UUID id, String passwordHash) {
        return database.sql("UPDATE users SET password_hash = :passwordHash WHERE id = :id")
                .bind("id", id)
                .bind("passwordHash", passwordHash)
                .then();
    }

    /** What an account's columns say; for queries that join them. */
    public static User user(Readable row) {
        return new User(
                row.get("id", UUID.class), row.get("email", String.class), row.get("display_name", String.class));
    }

    private static String normalized(String email) {
        return email.toLowerCase(Locale.ROOT);
    }
}
