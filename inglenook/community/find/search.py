"""Search the listings: those near enough that fit, ranked by how well, how near; each with what it says that was asked.

One statement: words and concepts by one index, places by another. Of what they find the first are weighed cheaply, the
best of those in detail, so that the time does not grow with how common a word is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import connection

from .places import BUS_KM, CAR_KM, FOOT_KM, Point
from .understanding import Asked, Part

WEIGHED, LOOKED_UP, DETAILED = 400, 160, 40  # listings weighed of each kind; those asked whether open; then in detail
LEAST = 0.25  # of the best one's score: what answers less well than that is not shown
ENOUGH = 80  # listings in a smaller ring that make it needless to look further away, or for what only helps too
RINGS = (2.5, 8.0)  # km, looked at first
CHIEF_FROM, FINDS_FROM = 0.3, 0.1  # weight from which a part finds listings at first, and where these are few
REACH = {"foot": FOOT_KM, "bus": BUS_KM, "": CAR_KM}
WEIGHTS = "{0.2, 0.4, 0.8, 1.0}"  # of words by where they stand: description, provider, terms, name
PARTS_OF_DAY = ("morning", "afternoon", "evening")

SQL = """
WITH hits AS MATERIALIZED (
  ({near} LIMIT {weighed}) UNION ALL ({anywhere} LIMIT {weighed})
), first AS MATERIALIZED (
  SELECT * FROM hits ORDER BY rank * nearness DESC, id LIMIT {looked_up}
), best AS MATERIALIZED (
  SELECT h.* FROM first h JOIN community_service s ON s.id = h.service_id
  WHERE s.gone_at IS NULL AND s.same_as_id IS NULL AND s.status = 'active'
    AND s.takes_people AND s.places_free IS DISTINCT FROM 0
  ORDER BY rank * nearness DESC, h.id LIMIT {detailed}
), detailed AS (
  SELECT DISTINCT ON (service_id) service_id, site_id, km, found, nearness * fit AS score
  FROM best CROSS JOIN LATERAL (
    SELECT array_agg(rank ORDER BY place) AS found, coalesce(sum(rank * weight), 1) AS fit FROM (
      SELECT sqrt(ts_rank(%(weights)s, best.search, lexeme::tsquery)) AS rank, weight, place
      FROM unnest(%(lexemes)s::text[], %(part_weights)s::float8[]) WITH ORDINALITY AS part(lexeme, weight, place)
    ) ranked
  ) scored
  ORDER BY service_id, score DESC
)
SELECT service_id, site_id, km, found, score, (SELECT count(*) FROM hits) AS hits FROM detailed
WHERE score > greatest(0, {least} * (SELECT max(score) FROM detailed))
ORDER BY score DESC, service_id LIMIT %(limit)s OFFSET %(offset)s
"""
HITS = """SELECT l.id, l.service_id, l.site_id, l.search, {rank} AS rank, {km} AS km, {nearness} AS nearness
  FROM community_listing l WHERE {where}"""
KM = "111.2 * sqrt((l.latitude - %(latitude)s) ^ 2 + ((l.longitude - %(longitude)s) * cos(radians(%(latitude)s))) ^ 2)"
IN_BOX = "point(l.longitude, l.latitude) <@ box(point(%(west)s, %(south)s), point(%(east)s, %(north)s))"


@dataclass(frozen=True)
class Wanted:
    """What else must be true of what is found. `how`: foot, bus, home (by phone, online or at home), or any way."""

    how: str = ""
    access: tuple[str, ...] = ()
    is_free: bool = False
    lift: bool = False
    day: str = ""  # mo to su, or weekend
    part: str = ""  # of the day
    language: str = ""
    who: str = ""  # women, men
    age: int | None = None
    not_these: tuple[int, ...] = ()

    def lexemes(self) -> list[str]:
        """Each as the text of a tsquery; all must be true."""
        found = [f"('a.{code}' | !'f.site')" for code in self.access]
        found += ["'f.free'"] * self.is_free + ["'c.lift_offered'"] * self.lift
        found += ["('c.at_home' | 'c.by_phone' | 'c.by_screen')"] * (self.how == "home")
        found += [quoted(f"s.{'.'.join(filter(None, (self.day, self.part)))}")] * bool(self.day or self.part)
        found += [quoted(f"l.{self.language.lower()}")] * bool(self.language)
        other = {"women": "men_who", "men": "women_who"}.get(self.who)
        return found + [f"!'c.{other}'"] * bool(other)


@dataclass(frozen=True)
class Hit:
    """A service found at a site: how far (straight, km), how well it fits, and the parts of the question it answers."""

    service_id: int
    site_id: int | None
    km: float | None
    score: float
    parts: Sequence[tuple[Part, float]] = field(default=())


def find(asked: Asked, *, near: Point | None, wanted: Wanted, limit: int = 10, offset: int = 0) -> list[Hit]:
    """The services that answer best, best first. Never one that is full, gone, closed or a double of another."""
    values = {
        "weights": WEIGHTS,
        "lexemes": [quoted(part.lexeme) for part in asked.parts],
        "part_weights": [part.weight for part in asked.parts],
        "age": wanted.age,
        "not_these": list(wanted.not_these),
        "limit": limit,
        "offset": offset,
    }
    return [_hit(asked, row) for row in _widening(asked, near, wanted, values)]


def _widening(asked: Asked, near: Point | None, wanted: Wanted, values: dict) -> list[tuple]:
    """What is chiefly asked for near by and, only where that is little, further away and what only helps too."""
    reach = REACH.get(wanted.how, CAR_KM)
    rings = [ring for ring in RINGS if near and ring < reach] or [reach]
    chief, every = (_finds(asked, least) for least in (CHIEF_FROM, FINDS_FROM))
    asks = []
    for km, finds in [*((ring, chief) for ring in rings), (reach, every)]:
        query = " & ".join([*wanted.lexemes(), *_any(finds)])
        sql = _sql(near, wanted, has_words=bool(finds), is_bound=bool(query))
        given = values | {"query": query, "finds": " | ".join(finds)} | _place(near, km)
        asks.append(connection.ops.compose_sql(sql, given))
    with connection.cursor() as cursor:
        cursor.execute(_first_enough(asks))
        rows = cursor.fetchall()
    widest = max((row[0] for row in rows), default=0)
    return [row[1:] for row in rows if row[0] == widest]


def _first_enough(asks: list[str]) -> str:
    """Each ask with its number, and no further than the first that finds enough: what lies after it is not run."""
    parts, enough = [], []
    for number, ask in enumerate(asks):
        unless = f"WHERE NOT EXISTS ({' UNION ALL '.join(enough)})" if enough else ""
        parts.append(f"ring_{number} AS MATERIALIZED (SELECT {number}, ring.* FROM ({ask}) ring {unless})")
        enough.append(f"SELECT FROM ring_{number} WHERE hits >= {ENOUGH}")
    every = " UNION ALL ".join(f"SELECT * FROM ring_{number}" for number in range(len(asks)))
    return f"WITH {', '.join(parts)} {every}"


def _finds(asked: Asked, least: float) -> list[str]:
    """The parts that find listings: those of so much weight or, where there are none, whatever was typed."""
    found = [quoted(part.lexeme) for part in asked.parts if part.weight >= least]
    return found or [quoted(part.lexeme) for part in asked.parts if part.weight > 0]


def _sql(near: Point | None, wanted: Wanted, *, has_words: bool, is_bound: bool) -> str:
    both = ["l.search @@ %(query)s::tsquery"] * is_bound
    both += ["(l.youngest IS NULL OR l.youngest <= %(age)s) AND (l.oldest IS NULL OR l.oldest >= %(age)s)"] * (
        wanted.age is not None
    )
    both += ["l.service_id <> ALL (%(not_these)s)"] * bool(wanted.not_these)
    rank = "ts_rank(%(weights)s, l.search, %(finds)s::tsquery)" if has_words else "1"
    if near is None:
        located = HITS.format(rank=rank, km="NULL::float8", nearness="1", where=_all([*both, "l.latitude IS NOT NULL"]))
    else:
        nearness = f"0.45 + 0.55 * exp(-({KM}) / 4)"
        located = HITS.format(rank=rank, km=KM, nearness=nearness, where=_all([*both, IN_BOX]))
    elsewhere = "false" if wanted.how in ("foot", "bus") else "l.latitude IS NULL"
    anywhere = HITS.format(rank=rank, km="NULL::float8", nearness="0.75", where=_all([*both, elsewhere]))
    return SQL.format(
        near=located, anywhere=anywhere, weighed=WEIGHED, looked_up=LOOKED_UP, detailed=DETAILED, least=LEAST
    )


def _hit(asked: Asked, row: tuple) -> Hit:
    service_id, site_id, km, found, score, _ = row
    parts = [(part, rank) for part, rank in zip(asked.parts, found or (), strict=False) if rank > 0 and part.weight > 0]
    return Hit(service_id, site_id, km, score, parts)


def _place(near: Point | None, km: float) -> dict:
    if near is None:
        return {}
    west, south, east, north = near.box(km)
    return {"latitude": near.latitude, "longitude": near.longitude} | {
        "west": west, "south": south, "east": east, "north": north,
    }  # fmt: skip


def quoted(lexeme: str) -> str:
    """A lexeme, or several with | between, as a tsquery's text, whatever its letters."""
    plain = lexeme.replace("\\", "").replace("'", "''")
    return " | ".join(f"'{one}'" for one in plain.split("|"))


def _any(finds: list[str]) -> list[str]:
    return [f"({' | '.join(finds)})"] if finds else []


def _all(clauses: Iterable[str]) -> str:
    return " AND ".join(clauses) or "true"
