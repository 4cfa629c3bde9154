"""Search the listings: those near enough that fit, ranked by how well, how near; each with what it says that was asked.

One statement, one index for words, concepts and places. Of what it finds the first are weighed cheaply, the
best of those in detail, so that the time does not grow with how common a word is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import connection

from inglenook.kit.marking import marked

from .places import BUS_KM, CAR_KM, FOOT_KM, NOWHERE, SMALLEST, Point
from .understanding import Asked, Part

WEIGHED, LOOKED_UP, DETAILED = 200, 100, 30  # listings weighed of each kind; those asked whether open; then in detail
LEAST = 0.25  # of the best one's score: what answers less well than that is not shown
ENOUGH = 80  # listings in a smaller ring that make it needless to look further away, or for what only helps too
RINGS = (2.5, 8.0)  # km, looked at first
CHIEF_FROM, FINDS_FROM = 0.3, 0.1  # weight from which a part finds listings at first, and where these are few
REACH = {"foot": FOOT_KM, "bus": BUS_KM, "": CAR_KM}
WEIGHTS = "{0.2, 0.4, 0.8, 1.0}"  # of words by where they stand: description, provider, terms, name
PARTS_OF_DAY = (marked("morning"), marked("afternoon"), marked("evening"))

# One round of looking. What is found is weighed in detail only when it is enough, so that a round that must be
# followed by another costs little; each is a statement of its own, since one of all of them is planned for all of them.
SQL = """
WITH here AS MATERIALIZED ({here} LIMIT (SELECT {weighed})), away AS MATERIALIZED ({away} LIMIT (SELECT {weighed})),
hits AS MATERIALIZED (SELECT * FROM here UNION ALL SELECT * FROM away),
counted AS MATERIALIZED (SELECT count(*) AS hits FROM hits),
first AS MATERIALIZED (
  SELECT * FROM hits WHERE (SELECT hits FROM counted) >= %(enough)s ORDER BY rank * nearness DESC, id LIMIT {looked_up}
), best AS MATERIALIZED (
  SELECT h.* FROM first h JOIN community_service s ON s.id = h.service_id
  WHERE s.gone_at IS NULL AND s.same_as_id IS NULL AND s.status = 'active'
    AND s.takes_people AND s.places_free IS DISTINCT FROM 0 {serves}
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
), shown AS (
  SELECT * FROM detailed WHERE score > greatest(0, {least} * (SELECT max(score) FROM detailed))
  ORDER BY score DESC, service_id LIMIT %(limit)s OFFSET %(offset)s
)
SELECT hits, service_id, site_id, km, found, score FROM counted LEFT JOIN shown ON true
ORDER BY score DESC, service_id
"""
HITS = """SELECT l.id, l.service_id, l.site_id, l.search, {rank} AS rank, {km} AS km, {nearness} AS nearness
  FROM community_listing l WHERE {where}"""
KM = "111.2 * sqrt((l.latitude - %(latitude)s) ^ 2 + ((l.longitude - %(longitude)s) * cos(radians(%(latitude)s))) ^ 2)"
SERVES = """AND (s.serves IS NULL OR %(longitude)s BETWEEN s.serves[1] AND s.serves[3]
    AND %(latitude)s BETWEEN s.serves[2] AND s.serves[4])"""
IN_BOX = "l.latitude BETWEEN %(south)s AND %(north)s AND l.longitude BETWEEN %(west)s AND %(east)s"


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
        found = [quoted(f"a.{code}") for code in self.access]
        found += ["'f.free'"] * self.is_free + ["'c.lift_offered'"] * self.lift
        found += ["'f.home'"] * (self.how == "home")
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
    *rounds, last = _stages(asked, near, wanted)
    with connection.cursor() as cursor:
        for stage in rounds:
            hits, rows = stage.run(cursor, wanted, values | {"enough": ENOUGH})
            if hits >= ENOUGH:
                break
        else:
            _, rows = last.run(cursor, wanted, values | {"enough": 0})
    return [_hit(asked, row) for row in rows]


@dataclass(frozen=True)
class Stage:
    """One round of looking, as far as `reach` km: for listings that say any of these within so many km.

    What is ranked is what the last of them asks for, which holds what the others do.
    """

    near: Point | None
    reach: float
    asks: list[tuple[float, list[str]]]

    @property
    def finds(self) -> list[str]:
        return self.asks[-1][1]

    def run(self, cursor, wanted: Wanted, values: dict) -> tuple[int, list[tuple]]:
        """How many listings were found, and the rows of the best, if these are `enough`."""
        cursor.execute(self.sql(wanted), values | self.values(wanted))
        (hits, *best), *more = cursor.fetchall()
        return hits, [tuple(best), *(row[1:] for row in more)] if best[0] else []

    def values(self, wanted: Wanted) -> dict:
        also = wanted.lexemes()
        here = [query for km, finds in self.asks for query in self._near(km, finds)]
        away = _there([NOWHERE], self.finds)
        found = {
            "here": [_both([query, *also]) for query in here],
            "away": [_both([query, *also]) for query in away],
            "finds": " | ".join(map(quoted, self.finds)),
        }
        if self.near:
            found |= zip(("west", "south", "east", "north"), self.near.box(self.reach), strict=True)
            found |= {"latitude": self.near.latitude, "longitude": self.near.longitude}
        return found

    def _near(self, km: float, finds: list[str]) -> list[str]:
        if self.near:
            return _there(self.near.squares(km), finds)
        return [quoted(find) for find in finds] or [f"!{quoted(NOWHERE)}"]

    def sql(self, wanted: Wanted) -> str:
        both = []
        if wanted.age is not None:
            both.append("(l.youngest IS NULL OR l.youngest <= %(age)s) AND (l.oldest IS NULL OR l.oldest >= %(age)s)")
        if wanted.not_these:
            both.append("l.service_id <> ALL (%(not_these)s)")
        return SQL.format(
            here=self._here(both), away=self._away(both, wanted), serves=SERVES if self.near else "",
            weighed=WEIGHED, looked_up=LOOKED_UP, detailed=DETAILED, least=LEAST,
        )  # fmt: skip

    def _here(self, both: list[str]) -> str:
        km = KM if self.near else "NULL::float8"
        nearness = f"0.45 + 0.55 * exp(-({KM}) / 4)" if self.near else "1"
        where = [*both, self._said("here"), IN_BOX if self.near else "l.latitude IS NOT NULL"]
        return HITS.format(rank=self._rank(), km=km, nearness=nearness, where=_all(where))

    def _away(self, both: list[str], wanted: Wanted) -> str:
        """What has no place: by phone, on a screen, at home."""
        where = _all([*both, self._said("away")]) if wanted.how not in ("foot", "bus") else "false"
        return HITS.format(rank=self._rank(), km="NULL::float8", nearness="0.75", where=where)

    def _said(self, query: str) -> str:
        return f"l.search @@ ANY (%({query})s::tsquery[])"

    def _rank(self) -> str:
        return "ts_rank(%(weights)s, l.search, %(finds)s::tsquery)" if self.finds else "1"


def _stages(asked: Asked, near: Point | None, wanted: Wanted) -> list[Stage]:
    """What is chiefly asked for near by; where that is little, further away, and near by what only helps too."""
    reach = REACH.get(wanted.how, CAR_KM)
    chief, every = (_finds(asked, least) for least in (CHIEF_FROM, FINDS_FROM))
    rings = [ring for ring in _rings(wanted) if near and ring < reach]
    asks = [[(ring, chief)] for ring in rings]
    if every != chief:
        asks += [[(reach, chief), (ring, every)] for ring in rings] or [[(reach, chief)]]
    return [Stage(near, reach, round_) for round_ in (*asks, [(reach, every)])]


def _rings(wanted: Wanted) -> tuple[float, ...]:
    """Without those in which too few fulfil what else is wanted; what comes to people is near wherever it is."""
    return () if wanted.how == "home" else RINGS[1:] if wanted.language else RINGS


def _finds(asked: Asked, least: float) -> list[str]:
    """The parts that find listings: those of so much weight or, where there are none, whatever was typed."""
    found = [part.lexeme for part in asked.parts if part.weight >= least]
    return found or [part.lexeme for part in asked.parts if part.weight > 0]


def _there(squares: list[str], finds: list[str]) -> list[str]:
    """The tsqueries that together find the listings in these squares that say any of these.

    One for each concept: of each row that it finds, the index asks which of a query's words are there, all of them.
    A listing has each of its concepts once more for each of its squares, so that of a common one the index reads what
    lies there and nothing else. What lies in the larger squares is more than what says a word: looking for both would
    read the longer list too, and the box keeps what is further away out.
    """
    concepts = [find for find in finds if find.startswith("c.")]
    words = [find for find in finds if not find.startswith("c.")]
    within = [square for square in squares if square.startswith(SMALLEST) or not words]
    found = [_any(quoted(f"{concept}@{square}") for square in squares) for concept in concepts]
    return found + ([_both([*_any_of(within), *_any_of(words)])] if words or not finds else [])


def _hit(asked: Asked, row: tuple) -> Hit:
    service_id, site_id, km, found, score = row
    parts = [(part, rank) for part, rank in zip(asked.parts, found or (), strict=False) if rank > 0 and part.weight > 0]
    return Hit(service_id, site_id, km, score, parts)


def quoted(lexeme: str) -> str:
    """A lexeme, or several with | between, as a tsquery's text, whatever its letters."""
    plain = lexeme.replace("\\", "").replace("'", "''")
    return " | ".join(f"'{one}'" for one in plain.split("|"))


def _any_of(lexemes: list[str]) -> list[str]:
    return [_any(map(quoted, lexemes))] if lexemes else []


def _any(queries: Iterable[str]) -> str:
    return f"({' | '.join(queries)})"


def _both(queries: Iterable[str]) -> str:
    return f"({' & '.join(queries)})"


def _all(clauses: Iterable[str]) -> str:
    return " AND ".join(clauses) or "true"
