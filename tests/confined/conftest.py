import pytest

from armstransfers import confined


@pytest.fixture(scope="module", autouse=True)
def _no_worker_left():
    yield
    confined.close()
