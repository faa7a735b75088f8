"""Signs in as the account that asks, and keeps its keys in a file."""

from twitter_feedback import Sandbox, SignIn

with Sandbox.start() as sandbox:
    # The keys on your app's page; the real service needs neither api_base nor clock.
    app = (sandbox.credentials.consumer_key, sandbox.credentials.consumer_secret)
    sign_in = SignIn.begin(*app, api_base=sandbox.url, clock="service")
    print("Open this page, agree, and note the PIN:", sign_in.authorize_url)
    pin = sandbox.authorize(sign_in.oauth_token)  # the sandbox agrees; a person types it: input("PIN: ")
    signed_in = sign_in.complete(pin)
    signed_in.credentials.to_file("credentials.json")
    print(f"signed in as @{signed_in.screen_name}, user id {signed_in.user_id}")
