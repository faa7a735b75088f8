"""A sandbox for each test, and every test of a service for both clients."""

import pytest
from listener import Listener
from program_support import AsynchronousProgram, BlockingProgram
from signing_in import SigningIn
from support import ONE_TRY, Asynchronous, Blocking

from twitter_feedback import AsyncSignIn, Sandbox, SignIn


@pytest.fixture
def sandbox():
    with Sandbox.start() as running:
        yield running


@pytest.fixture
def listener():
    """A service that says yes to everything and keeps what arrived."""
    with Listener() as running:
        yield running


@pytest.fixture(params=[Blocking, Asynchronous], ids=lambda driver: driver.client_class.__name__)
def driver_class(request):
    return request.param


@pytest.fixture
def connect(driver_class):
    """Makes drivers of clients: `connect(credentials, **options)`."""
    drivers = []

    def make(credentials, **options):
        drivers.append(driver_class(driver_class.client_class(credentials, **options)))
        return drivers[-1]

    yield make
    for driver in drivers:
        driver.close()


@pytest.fixture
def driver(driver_class, sandbox):
    """A client of the sandbox that tries once."""
    made = driver_class.of(sandbox, **ONE_TRY)
    yield made
    made.close()


@pytest.fixture(params=[SignIn, AsyncSignIn], ids=lambda made_by: made_by.__name__)
def signing_in(request, sandbox):
    """Both ways to sign in to the sandbox."""
    return SigningIn(request.param, sandbox)


@pytest.fixture(params=[BlockingProgram, AsynchronousProgram], ids=lambda driver: driver.program_class.__name__)
def program_driver(request):
    return request.param


@pytest.fixture
def ledger(tmp_path):
    """Where a new ledger may be."""
    return tmp_path / "feedback.db"


@pytest.fixture
def program(program_driver, sandbox, ledger):
    """A program of the sandbox with a new ledger."""
    made = program_driver.open(sandbox, ledger)
    yield made
    made.close()
