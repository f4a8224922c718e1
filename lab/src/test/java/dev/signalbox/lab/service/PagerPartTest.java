package dev.signalbox.lab.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.home.Ports;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagerPartTest {

    @TempDir
    Path directory;

    @Test
    void itsInboxIsAmongWhatAFreshLabBeginsWithout() {
        LabHome home = LabHome.of(directory, null);

        // H2 makes a file whose name begins so, and others beside it.
        String inbox = new PagerPart(home, new Ports(0)).environment().get("SIGNALBOX_PAGER_STORE");

        assertThat(home.data()).contains(Path.of(inbox).getParent());
    }
}
