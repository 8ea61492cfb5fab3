#!/usr/bin/env python3
"""Fits how sure a draft is right: the weights of src/extract/sureness.rs. Python's standard library only.

  confidence.py GOLD.jsonl DRAFTS.jsonl

DRAFTS is what `rashomon extract` writes of articles whose events somebody else knows. GOLD has a line for each article:
`id`, `incident` (what several articles may tell of), `day`, `killed`, `injured`. The Gun Violence Archive has such figures with the
addresses of the articles they are from. A draft is right where its time, of at most two days, holds the day, and every
figure above nought that it gives is the known one. Incidents are halved by the SHA-256 of their id: the first half is
fitted to, the curve is of the second. No feature names a corpus, an outlet, a word or a kind of event.
"""
import collections
import datetime
import hashlib
import json
import math
import re
import sys

WORDS = "one two three four five six seven eight nine ten eleven twelve".split()
NAMES = ["one", "time not said", "span of more than a day", "told after two days or more", "only in the title", "in the first 200 characters",
         "behind the first 1000", "not the first draft", "no figure", "killed and wounded", "a figure above five",
         "a sum of parts", "more persons named than counted", "more than four places", "no place", "hedged figure"]


def lines(path):
    with open(path, encoding="utf8") as f:
        return [json.loads(line) for line in f if line.strip()]


def span(draft):
    found = re.findall(r"\d{4}-\d\d-\d\d", draft["event"].get("when") or "")
    return [datetime.date.fromisoformat(d) for d in (found[:1] + found[-1:])]


def counts(draft, attribute):
    return [a for a in draft.get("assertions", []) if a["attribute"] == attribute and "stance" not in a and "proof" not in a]


def low(value):
    if isinstance(value, dict):
        return value.get("low") or 0
    if isinstance(value, int):
        return value
    found = re.search(r"\d+", value)
    words = [WORDS.index(word) + 1 for word in value.lower().split() if word in WORDS]
    return int(found.group()) if found else max(words + [2 if not words else 0])


def total(draft, attribute):
    whole = [low(a["value"]) for a in counts(draft, attribute) if a.get("counts") != "part"]
    return max(whole + [len(named(draft, attribute))])


def named(draft, attribute):
    return {a.get("of") for a in draft.get("assertions", []) if a["attribute"] == "status" and a["value"] == attribute}


def features(draft):
    days, published = span(draft), draft["document"].get("published")
    told = datetime.date.fromisoformat(published[:10]) if published else None
    start = draft.get("quote", {}).get("start")
    both = [counts(draft, a) for a in ("killed", "wounded")]
    figures = both[0] + both[1]
    people = [(named(draft, a), b) for a, b in zip(("killed", "wounded"), both)]
    return [1, str(draft["event"].get("x_when", "not said")).startswith("not said"),
            not days or days[0] != days[-1],
            bool(days and told) and (told - days[-1]).days >= 2,
            start is None, start is not None and start < 200, start is not None and start > 1000,
            not draft["id"].endswith("#1"),
            not figures and not any(p for p, _ in people), all(both),
            any(low(a["value"]) > 5 for a in figures), any(a.get("counts") == "part" for a in figures),
            any(b and len(p) > max(low(a["value"]) for a in b) for p, b in people),
            len(draft["event"].get("where", [])) > 4, not draft["event"].get("where"),
            any(not isinstance(a["value"], int) for a in figures)]


def right(draft, gold):
    days, day = span(draft), datetime.date.fromisoformat(gold["day"])
    in_time = bool(days) and (days[-1] - days[0]).days <= 1 and days[0] <= day <= days[-1]
    said = ((total(draft, "killed"), gold["killed"]), (total(draft, "wounded"), gold["injured"]))
    return in_time and all(said == known for said, known in said if said)


def fit(rows, rounds=3000, rate=0.5, keep=1e-3):
    weights = [0.0] * len(NAMES)
    for _ in range(rounds):
        slope = [0.0] * len(NAMES)
        for x, y in rows:
            miss = y - sure(weights, x)
            for i, v in enumerate(x):
                slope[i] += miss * v
        weights = [w + rate * (s / len(rows) - keep * w) for w, s in zip(weights, slope)]
    return weights


def sure(weights, x):
    return 1 / (1 + math.exp(-sum(w * v for w, v in zip(weights, x))))


def main():
    gold = {g["id"]: g for g in lines(sys.argv[1])}
    halves = ([], [])
    for draft in lines(sys.argv[2]):
        known = gold.get(draft["document"]["id"])
        if known:
            half = int(hashlib.sha256(known["incident"].encode()).hexdigest()[2], 16) % 2
            halves[half].append((features(draft), right(draft, known)))
    weights = fit(halves[0])
    for name, weight in zip(NAMES, weights):
        print("%-34s %6.2f   holds in %4d" % (name, weight, sum(x[NAMES.index(name)] for x, _ in halves[0])))
    curve = collections.defaultdict(list)
    for x, y in halves[1]:
        curve[int(sure(weights, x) * 10)].append((sure(weights, x), y))
    print("said | drafts | said on average | right")
    for tenth, rows in sorted(curve.items()):
        print("%.1f to %.1f | %d | %.2f | %.2f" % (tenth / 10, (tenth + 1) / 10, len(rows), sum(p for p, _ in rows) / len(rows),
                                                  sum(y for _, y in rows) / len(rows)))


main()
