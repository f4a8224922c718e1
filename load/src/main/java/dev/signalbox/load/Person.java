package dev.signalbox.load;

import java.util.List;
import java.util.Locale;

/** Somebody with an account. */
record Person(String givenName, String familyName, int namesakes) {

    private static final List<String> GIVEN_NAMES = List.of(
            "Ada", "Bruno", "Chidi", "Dana", "Emeka", "Freja", "Goran", "Hana", "Imani", "Jonas", "Keiko", "Lena",
            "Mateo", "Nadia", "Omar", "Priya", "Quentin", "Rosa", "Sanjay", "Tove");

    private static final List<String> FAMILY_NAMES = List.of(
            "Abara",
            "Brandt",
            "Costa",
            "Dupont",
            "Ek",
            "Fischer",
            "Garcia",
            "Haddad",
            "Ito",
            "Jansen",
            "Kowalski",
            "Lindqvist",
            "Moreau",
            "Novak",
            "Okafor",
            "Petrov",
            "Rossi",
            "Sato",
            "Tanaka",
            "Weber");

    /**
     * Always the same person for a number.
     *
     * @param number 0 or more
     */
    static Person number(int number) {
        int given = number % GIVEN_NAMES.size();
        int round = number / GIVEN_NAMES.size();
        return new Person(
                GIVEN_NAMES.get(given),
                FAMILY_NAMES.get((given + round) % FAMILY_NAMES.size()),
                round / FAMILY_NAMES.size());
    }

    /** In a domain of their own: no account of somebody who uses the lab is ever touched. */
    String email() {
        String name = givenName + "." + familyName + (namesakes == 0 ? "" : namesakes + 1);
        return name.toLowerCase(Locale.ROOT) + "@load.signalbox.test";
    }

    String displayName() {
        return givenName + " " + familyName;
    }
}
