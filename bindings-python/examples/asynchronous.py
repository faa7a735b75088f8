"""The same with asyncio: several customers at once."""

import asyncio

from twitter_feedback import Prompt, Sandbox


async def main() -> None:
    with Sandbox.start() as sandbox:
        async with sandbox.async_client() as client:
            prompts = [
                Prompt.nps(str(user_id), "Thank you for talking to Furni!", "https://furni.example/privacy")
                for user_id in range(1001, 1006)
            ]
            for feedback in await asyncio.gather(*map(client.create, prompts)):
                print(feedback.to_user_id, feedback.id)


asyncio.run(main())
