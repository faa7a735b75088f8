package io.twitterfeedback.clients;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;

/** A sandbox for each test: none sees the prompts, nonces or quotas of another. */
@DisplayNameGeneration(ReplaceUnderscores.class)
abstract class Sandboxed {
    Sandbox sandbox;

    @BeforeEach
    void start() throws Exception {
        sandbox = new Sandbox();
    }

    @AfterEach
    void stop() throws Exception {
        if (sandbox != null) sandbox.stop();
    }

    /** The whole prompt but for one parameter. */
    static Map<String, String> promptWith(String name, String value) {
        Map<String, String> changed = new HashMap<>(Platform.PROMPT);
        changed.put(name, value);
        return changed;
    }
}
