"""Taking a snapshot of this installation, and auditing the snapshots of many: provinces, or the country."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import duckdb
from django.utils import timezone
from pyarrow import parquet

from liem.actions.models import LedgerEntry
from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError, Message
from liem.law.engine import DuckDBEngine, ParquetEngine
from liem.law.parameters import ParameterValue
from liem.law.rules import Rule, Service
from liem.law.snapshot_facts import Lacking, open_snapshots
from liem.law.snapshots import ORIGIN, Manifest, write_snapshot
from liem.law.spark import SparkEngine, spark_session
from liem.law.tally import Tally, tally
from liem.oversight.audit import STORED_APPS
from liem.record.exporting.action import Made, enter, reach_of
from liem.record.scope import superiors_on
from liem.rulebook.book import rule_book
from liem.rulebook.engine import stored_tables, working_engine
from liem.rulebook.governing import governing
from liem.rulebook.vocabulary import vocabulary

EXPORT = "record.export"
EngineName = Literal["duckdb", "spark"]
ENGINE_NAMES: tuple[EngineName, ...] = ("duckdb", "spark")


@dataclass(frozen=True, slots=True)
class AuditOfSnapshots:
    """How many subjects of each snapshot stand where with each rule, on `as_of`.

    `counts` holds one `Tally` for each rule and origin (its `group`) that the rule concerns anybody of; `rules` are all
    rules that were asked; `lacking` what the snapshots do not hold, so that nobody takes silence for compliance.
    """

    as_of: date
    engine: str
    snapshots: tuple[Manifest, ...]
    rules: tuple[Rule, ...]
    counts: tuple[Tally, ...]
    lacking: tuple[Lacking, ...]


def export_snapshot(folder: Path, *, by: Acting, as_of: date, origin: str | None = None) -> tuple[Manifest, int]:
    """Takes a snapshot out of the installation: the manifest, and the position of the ledger entry that tells of it.

    It holds the facts of everybody, so it is for a mandate over everything; all of them find it among the readings of
    the own dossier. Without its entry the folder does not stay.
    Raises what `refuse_part` and `take_snapshot` raise.
    """
    refuse_part(by)
    manifest = take_snapshot(folder, as_of=as_of, origin=origin)
    try:
        rows = {table.table: table.rows for table in manifest.tables}
        made = Made(b"", rows, _people_in(folder, manifest))
        exported = enter("snapshot", made, by=by, as_of=as_of, more={"manifest": manifest.digest})
    except BaseException:
        shutil.rmtree(folder)
        raise
    return manifest, exported.entry


def refuse_part(by: Acting, body: str = "") -> None:
    """Raises the refusals of `reach_of`, and LiemError `snapshots.part` where what may be taken out of `body` (empty:
    under the mandate) is not everything, or the role may not see kinship, of which there are facts."""
    within = reach_of(by, body)
    if not (within.whole and within.kin):
        raise _not_for_a_part()


def take_snapshot(folder: Path, *, as_of: date, known_at: int | None = None, origin: str | None = None) -> Manifest:
    """Writes what the working database knows on the day into a new folder. Reads only; writes nothing to the database.

    `known_at` is a ledger position (None: the last one); `origin` names the installation (None: the key of the body
    that answers to nobody). Raises `LiemError` `snapshots.exists`, `snapshots.origin`, `snapshots.which_origin`.
    """
    last = LedgerEntry.objects.order_by("-position").values_list("position", flat=True).first()
    return write_snapshot(
        folder,
        vocabulary=vocabulary(),
        tables=stored_tables(*STORED_APPS),
        engine=working_engine(),
        as_of=as_of,
        known_at=last if known_at is None else known_at,
        origin=origin or _top_body(as_of),
        taken_at=timezone.localtime(),
    )


def audit_snapshots(
    folders: Sequence[Path], *, engine: EngineName | ParquetEngine = "duckdb", packs: Collection[str] | None = None
) -> AuditOfSnapshots:
    """Every rule of the audit over all the snapshots in one run, counted per snapshot.

    The law is the one that binds the most bodies of this installation on the snapshots' day, or that of the packs named
    here (ids of packs) with their own values. Raises the errors of `open_snapshots`, and `LiemError` `snapshots.no_law`
    and `snapshots.engine`.
    """
    with _engine(engine) as running:
        opened = open_snapshots(folders, vocabulary=vocabulary(), engine=running)
        rules, parameters = _law(opened.as_of, packs)
        counts = tally(
            rules,
            by=ORIGIN,
            vocabulary=opened.vocabulary,
            tables=opened.tables,
            engine=running,
            parameters=parameters,
            as_of=opened.as_of,
        )
        manifests = tuple(snapshot.manifest for snapshot in opened.snapshots)
        return AuditOfSnapshots(opened.as_of, running.name, manifests, rules, tuple(counts), opened.lacking)


@contextmanager
def _engine(wanted: EngineName | ParquetEngine) -> Iterator[ParquetEngine]:
    if wanted == "duckdb":
        with tempfile.TemporaryDirectory(prefix="liem-duckdb-") as scratch, duckdb.connect() as connection:
            connection.execute("SET temp_directory = ?", [scratch])
            yield DuckDBEngine(connection)
    elif wanted == "spark":
        yield SparkEngine(spark_session())
    elif isinstance(wanted, str):
        raise LiemError(
            "snapshots.engine",
            Message(
                f"Không có bộ máy “{wanted}”. Hãy chọn một trong: {', '.join(ENGINE_NAMES)}.",
                f"There is no engine “{wanted}”. Choose one of: {', '.join(ENGINE_NAMES)}.",
            ),
            {"engine": wanted},
        )
    else:
        yield wanted


def _law(day: date, packs: Collection[str] | None) -> tuple[tuple[Rule, ...], Mapping[str, ParameterValue | None]]:
    if packs is None:
        regimes = governing(day, superiors_on(day))
        rules = regimes[0].law.serving(Service.AUDIT) if regimes else ()
        parameters = regimes[0].parameters if regimes else {}
    else:
        law = rule_book().in_force(day)
        rules = tuple(rule for rule in law.serving(Service.AUDIT) if rule.pack in packs)
        parameters = law.parameters_on(day)
    if rules:
        return rules, parameters
    raise LiemError(
        "snapshots.no_law",
        Message(
            f"Ngày {day:%d/%m/%Y} không có quy tắc nào để kiểm: chưa gói nào được áp dụng hoặc còn hiệu lực. "
            "Hãy áp dụng một gói, hoặc nêu tên gói.",
            f"There is no rule to ask on {day}: no pack is adopted, or none is in force. Adopt a pack, or name packs.",
        ),
        {"day": day},
    )


def _people_in(folder: Path, manifest: Manifest) -> set[str]:
    """Whose facts the files hold, by their rows."""
    people: set[str] = set()
    for table in manifest.tables:
        with parquet.ParquetFile(folder / table.file_name) as opened:
            for batch in opened.iter_batches(columns=["person"]):
                people.update(batch.column(0).unique().drop_null().to_pylist())
    return people


def _not_for_a_part() -> LiemError:
    return LiemError(
        "snapshots.part",
        Message(
            "Bản chụp gồm dữ kiện của mọi người trong hồ sơ, kể cả quan hệ gia đình, nên chỉ cán bộ cơ quan tổ chức "
            "được giao phạm vi toàn bộ mới lấy ra được. Hãy để trống ô tổ chức, hoặc dùng tài khoản khác (lệnh: --as).",
            "A snapshot holds the facts of everybody on record, kinship among them, so it is for an Organisation "
            "Commission officer over everything. Name no body, or use another account (command: --as).",
        ),
    )


def _top_body(day: date) -> str:
    tops = sorted(body for body, superior in superiors_on(day).items() if superior is None)
    if len(tops) == 1:
        return tops[0]
    raise LiemError(
        "snapshots.which_origin",
        Message(
            f"Ngày {day:%d/%m/%Y} hồ sơ có {len(tops)} tổ chức không trực thuộc tổ chức nào. Hãy nêu rõ mã nơi chụp.",
            f"On {day} the record has {len(tops)} bodies that answer to nobody. Say which origin is meant.",
        ),
        {"bodies": tops},
    )
