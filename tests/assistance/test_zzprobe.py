import time
from decimal import Decimal
from pathlib import Path
import pytest
from django.db import connections
from assistance.ledger import book, _guards
import assistance.ledger as L
from tests.assistance import story
from tests.cast import make_city
from unions.rowsecurity import federation_scope
from assistance.models.funds import TransferKind

def test_probe(committed_db):
    with federation_scope(0):
        city = make_city("锦州", "210700", "")
        centre = story.open_centre(city)
        file = story.on_file(city.street)
    rich = None
    with federation_scope(city.federation.pk):
        rich = story.make_fund(city.linghai, arrived=90_000_000, kinds=["living"])
        aid = story.make_aid(file, kind="living", fund=rich, granted=Decimal(1000000), approved_by=centre.director)
    new = _guards()
    real = Path.read_text
    Path.read_text = lambda self, *a, **k: real(Path("/tmp/ledger_old.sql")) if self.name == "ledger.sql" else real(self, *a, **k)
    old = _guards()
    Path.read_text = real
    def run(tag):
        t=time.perf_counter()
        with federation_scope(city.federation.pk):
            for i in range(100):
                book(rich, TransferKind.RESERVE, Decimal(1), by=None, aid=aid, key=f"{tag}:{i}")
        return (time.perf_counter()-t)*10
    for r in range(4):
        for name, sql in (("old", old), ("new", new)):
            with connections["owner"].cursor() as c: c.execute(sql)
            run(f"w{name}{r}")
            print(name, f"{run(f'{name}{r}'):.2f} ms each", flush=True)
