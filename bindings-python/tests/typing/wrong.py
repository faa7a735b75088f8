"""Mistakes that a type checker must find: an ignore that is not needed is an error itself."""

from twitter_feedback import (
    AsyncClient,
    Client,
    Credentials,
    Feedback,
    Fold,
    Policy,
    Program,
    Prompt,
    PromptContext,
    SampleDelivery,
    Sandbox,
    SignIn,
    WebhookVerifier,
)


def options(credentials: Credentials) -> None:
    Client(credentials, timeout="30")  # type: ignore[arg-type]
    Client(credentials, clock="mine")  # type: ignore[arg-type]
    Client(credentials, max_retries=3)  # type: ignore[call-arg]
    Client(credentials, "https://api.twitter.com")  # type: ignore[call-arg]
    Client("key")  # type: ignore[arg-type]
    Client.from_env(test="true")  # type: ignore[arg-type]
    Credentials("key", "secret", "token")  # type: ignore[call-arg]


def prompts(client: Client, prompt: Prompt) -> None:
    Prompt.csat(5, "Hello", "https://furni.example/")  # type: ignore[arg-type]
    Prompt.nps("1", "Hello", "https://furni.example/", "ticket_5555")  # type: ignore[call-arg]
    Prompt(type="smiley", to_user_id="1", message="Hello", privacy_url="https://furni.example/")  # type: ignore[arg-type]
    client.create("1")  # type: ignore[call-overload]
    client.create(prompt, external_id="ticket_5555")  # type: ignore[call-overload]
    client.create(type="csat", to_user_id=5, message="Hello", privacy_url="https://furni.example/")  # type: ignore[call-overload]
    client.create(type="csat", to_user_id="5", message="Hello")  # type: ignore[call-overload]


def reading(client: Client, feedback: Feedback) -> None:
    client.show(1)  # type: ignore[arg-type]
    client.show(feedback)  # type: ignore[arg-type]
    client.events("2024-01-01")  # type: ignore[arg-type]
    client.rate_limits()  # type: ignore[operator]
    feedback.id = "2"  # type: ignore[misc]
    feedback.user_id  # type: ignore[attr-defined]
    feedback.score + 1  # type: ignore[operator]
    Fold().apply(feedback)  # type: ignore[arg-type]


def signing_in(begun: SignIn) -> None:
    SignIn.begin("key")  # type: ignore[call-arg]
    SignIn.begin("key", "secret", "https://furni.example/callback")  # type: ignore[call-arg]
    SignIn.begin("key", "secret", clock="mine")  # type: ignore[arg-type]
    SignIn.resume("key", "secret", "token")  # type: ignore[call-arg]
    begun.complete(1234567)  # type: ignore[arg-type]


def webhooks(verifier: WebhookVerifier, credentials: Credentials) -> None:
    WebhookVerifier(credentials)  # type: ignore[arg-type]
    WebhookVerifier(None, ["10.0.0.0/8"])  # type: ignore[call-arg]
    verifier.verify("{}")  # type: ignore[arg-type]
    SampleDelivery(type="smiley")  # type: ignore[arg-type]


def programs(client: Client, waiting: AsyncClient, program: Program, prompt: Prompt) -> None:
    Program(waiting)  # type: ignore[arg-type]
    Program(client, b"feedback.db")  # type: ignore[arg-type]
    Program(client, policy={})  # type: ignore[arg-type]
    Policy(604800)  # type: ignore[call-arg]
    Policy(quiet_hours="night")  # type: ignore[arg-type]
    PromptContext(agent="agent_7")  # type: ignore[call-arg]
    program.send(prompt, "agent_7")  # type: ignore[call-overload]
    program.send(prompt).feedback.id  # type: ignore[union-attr]
    program.prompt_status("x").score  # type: ignore[union-attr]
    program.attempts("1001")  # type: ignore[call-arg]
    program.attempts(state="lost")  # type: ignore[arg-type]
    program.sync(progress=print_nothing)  # type: ignore[arg-type]


def print_nothing() -> None:
    pass


async def waiting(client: AsyncClient) -> None:
    client.doctor()[0]  # type: ignore[index]
    client.show("1").id  # type: ignore[attr-defined]
    async for _ in await client.events():  # type: ignore[misc]
        pass
    for _ in client.events():  # type: ignore[attr-defined]
        pass


def sandboxes(sandbox: Sandbox) -> None:
    Sandbox.start(8080)  # type: ignore[call-arg]
    sandbox.answer("1", "5")  # type: ignore[arg-type]
    sandbox.advance("1 day")  # type: ignore[arg-type]
    sandbox.client(timeouts=1)  # type: ignore[call-arg]
