package io.twitterfeedback;

import static io.twitterfeedback.Sandboxed.PERSON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Java, waiting on its own thread. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class BlockingTest {
    @Test
    void every_operation_of_a_client_answers() throws InterruptedException {
        try (Sandboxed on = new Sandboxed()) {
            Feedback created = on.client.createBlocking(Sandboxed.prompt());
            assertEquals(PERSON, created.getToUserId());
            assertEquals(created.getId(), on.client.showBlocking(created.getId()).getId());
            assertEquals(Boolean.TRUE, on.client.canDmBlocking(PERSON));
            assertNull(on.client.canDmBlocking(Sandbox.RECIPIENT_UNDISCLOSED));
            assertEquals(Boolean.TRUE, on.client.friendshipBlocking(PERSON).getCanDm());
            assertEquals(on.sandbox.getUserId(), on.client.verifyCredentialsBlocking().getUserId());
            assertNotNull(on.client.serviceTimeBlocking());
            assertFalse(on.client.getRateLimits().isEmpty());
        }
    }

    @Test
    void every_operation_of_a_sandbox_answers() throws InterruptedException {
        try (Sandbox sandbox = Sandbox.startBlocking(); Client client = sandbox.client()) {
            Feedback created = client.createBlocking(Sandboxed.prompt());
            Feedback answered = sandbox.answer(created.getId(), 5, "You were quick.");
            assertEquals(5L, answered.getScore());
            assertEquals("You were quick.", answered.getComment());
            Feedback other = client.createBlocking(Prompt.nps("1", "Hello", "https://furni.example/privacy"));
            assertEquals(0L, sandbox.answer(other.getId(), 0).getScore());
            EventsQuery period = EventsQuery.ofEpochMilli(1_600_000_000_000L, 1_600_600_000_000L);
            Seeded seeded = sandbox.seedBlocking(10, period.getFromTime(), period.getToTime());
            assertEquals(10, seeded.getFeedbacks());
            assertTrue(sandbox.advance(java.time.Duration.ofDays(2)).isAfter(period.getToTime()));
            sandbox.fault("show", "status:503", 1);
            assertThrows(FeedbackException.NotFound.class, () -> client.showBlocking("1"));
        }
    }

    @Test
    void pages_come_one_after_the_other_and_then_null() throws InterruptedException {
        try (Sandboxed on = new Sandboxed()) {
            EventsQuery query = on.past();
            on.seed(query);
            List<FeedbackEvent> listed = new ArrayList<>();
            try (EventPager pager = on.client.eventPager(query)) {
                for (EventPage page = pager.nextPageBlocking(); page != null; page = pager.nextPageBlocking()) {
                    listed.addAll(page.getEvents());
                    assertEquals(page.getNextCursor(), pager.getCursor());
                }
                assertNull(pager.nextPageBlocking());
            }
            assertEquals(on.client.eventsBlocking(query).collect(Collectors.toList()), listed);
            assertTrue(listed.size() > 60);
        }
    }

    @Test
    void streams_ask_for_a_page_when_they_come_to_it() throws InterruptedException {
        try (Sandboxed on = new Sandboxed()) {
            EventsQuery query = on.past();
            on.seed(query);
            Stream<FeedbackEvent> events = on.client.eventsBlocking(query);
            Stream<EventPage> pages = on.client.eventPagesBlocking(query);
            assertTrue(on.seen("/events").isEmpty());

            Iterator<EventPage> some = pages.iterator();
            for (int asked = 1; asked <= 3; asked++) {
                some.next();
                assertEquals(asked, on.seen("/events").size());
            }

            List<FeedbackEvent> first = events.limit(2).collect(Collectors.toList());
            assertEquals(2, first.size());
            assertTrue(on.seen("/events").size() < 3 + 5, "a stream that is left asks for no further page");
        }
    }

    @Test
    void a_stream_is_read_once_and_fails_as_calls_do() throws InterruptedException {
        try (Sandboxed on = new Sandboxed()) {
            Stream<FeedbackEvent> events = on.client.eventsBlocking(on.past());
            events.forEach(event -> {});
            assertThrows(IllegalStateException.class, events::count);
            on.sandbox.fault("events", "status:503");
            assertThrows(FeedbackException.Server.class, () -> on.client.eventsBlocking().count());
        }
    }

    @Test
    void what_fails_is_a_FeedbackException_of_its_kind() throws InterruptedException {
        try (Sandboxed on = new Sandboxed()) {
            FeedbackException thrown =
                    assertThrows(FeedbackException.NotFound.class, () -> on.client.showBlocking("1"));
            assertEquals("not_found", thrown.getKind());
            assertEquals(404, thrown.getStatus());
            assertFalse(thrown.getMaybeSent());
            on.sandbox.fault("create", "reset_after_work");
            assertTrue(assertThrows(
                            FeedbackException.OutcomeUnknown.class,
                            () -> on.client.createBlocking(Sandboxed.prompt()))
                    .getMaybeSent());
            on.client.close();
            assertThrows(FeedbackException.Configuration.class, () -> on.client.showBlocking("1"));
        }
    }

    @Test
    void a_fold_is_iterated_as_Java_does() throws InterruptedException {
        try (Sandboxed on = new Sandboxed(); Fold fold = new Fold()) {
            EventsQuery query = on.past();
            on.seed(query);
            on.client.eventsBlocking(query).forEach(fold::apply);
            int size = 0;
            for (Folded state : fold) {
                assertSame(state.getFeedback(), state.getFeedback());
                size += 1;
            }
            assertEquals(fold.getSize(), size);
        }
    }

    @Test
    void builders_set_what_is_to_differ() throws InterruptedException {
        SandboxOptions options = SandboxOptions.builder().seed(7).allowListed(true).unevenPages(false).build();
        assertEquals(7, options.getSeed());
        assertTrue(options.getAllowListed());
        try (Sandbox sandbox = Sandbox.startBlocking(options)) {
            ClientOptions own = ClientOptions.builder()
                    .credentials(sandbox.getCredentials())
                    .apiBase(sandbox.getUrl())
                    .clock(Clock.SERVICE)
                    .test(true)
                    .maxRateWait(java.time.Duration.ZERO)
                    .connectTimeout(java.time.Duration.ofSeconds(5))
                    .userAgent("MyHelpdesk/2.1")
                    .build();
            try (Client client = new Client(own)) {
                assertTrue(client.getTest());
                assertEquals(sandbox.getUrl(), client.getApiBase());
                assertEquals(sandbox.getUserId(), client.verifyCredentialsBlocking().getUserId());
            }
        }
    }
}
