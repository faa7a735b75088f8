"""Looks at everything that has to be right before anybody is asked."""

from twitter_feedback import Client

with Client.from_env() as client:
    for check in client.doctor():
        print(f"{check.state:8} {check.name:14} {check.finding}")
        if check.state != "ok":
            print(f"{'':23} {check.next_step}")
