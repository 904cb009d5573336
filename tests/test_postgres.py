import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from tests.postgres import fresh_database

pytestmark = pytest.mark.postgres


async def answer(url: str, question: str) -> str:
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        found = str(await connection.scalar(text(question)))
    await engine.dispose()
    return found


async def test_the_server_that_the_tests_start_is_postgresql(postgres_database: str) -> None:
    version = await answer(postgres_database, "SELECT version()")

    assert version.startswith("PostgreSQL")


async def test_a_fresh_database_is_gone_afterwards(postgres_url: str) -> None:
    with fresh_database(postgres_url) as url:
        name = await answer(url, "SELECT current_database()")

    left = await answer(postgres_url, "SELECT string_agg(datname, ' ') FROM pg_database")
    assert name not in left
