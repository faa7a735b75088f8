"""What a test of your own code can do with the sandbox."""

from twitter_feedback import OutcomeUnknownError, Sandbox

with Sandbox.start() as sandbox, sandbox.client() as client:
    sandbox.fault("create", "reset_after_work")  # the person is asked, and the answer is lost
    try:
        client.create(
            type="nps",
            to_user_id="343434343434",
            message="Thank you for talking to Furni!",
            privacy_url="https://furni.example/privacy",
        )
    except OutcomeUnknownError as error:
        assert error.maybe_sent and not error.retryable
    assert len([request for request in sandbox.requests if "create" in request.path]) == 1
