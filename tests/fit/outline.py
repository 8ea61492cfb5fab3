#!/usr/bin/env python3
"""Makes the outline of the world that the page draws under its maps.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python3 tests/fit/outline.py package/countries-110m.json > src/report/html/assets/outline.txt

The source is Natural Earth 4.1.0, 1:110m, which is in the public domain
(https://www.naturalearthdata.com/about/terms-of-use/). Lines are thinned by Visvalingam's rule: a
point goes while the triangle with its neighbours is smaller than AREA square degrees.

A line of the result is `L` (the rim of a land) or `B` (a border), then a place in tenths of a degree,
east and north, and the steps from there; or `N`, the middle of a country's largest land, and its name.
"""

import heapq
import json
import sys

AREA = 0.08


def arcs_of(atlas):
    scale, move = atlas["transform"]["scale"], atlas["transform"]["translate"]
    for arc in atlas["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + move[0], y * scale[1] + move[1]))
        yield points


def thinned(points):
    if len(points) < 4:
        return points
    before, after = list(range(-1, len(points) - 1)), list(range(1, len(points) + 1))
    gone = [False] * len(points)

    def area(i):
        (ax, ay), (bx, by), (cx, cy) = points[before[i]], points[i], points[after[i]]
        return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2

    heap = [(area(i), i) for i in range(1, len(points) - 1)]
    heapq.heapify(heap)
    left = len(points)
    closed = points[0] == points[-1]
    while heap and left > (4 if closed else 2):
        size, i = heapq.heappop(heap)
        if size > AREA:
            break
        if gone[i] or size != area(i):
            continue
        gone[i] = True
        left -= 1
        a, c = before[i], after[i]
        after[a], before[c] = c, a
        for j in (a, c):
            if 0 < j < len(points) - 1:
                heapq.heappush(heap, (area(j), j))
    return [p for p, out in zip(points, gone) if not out]


def rings_of(arcs, geometry):
    polygons = {"Polygon": lambda g: [g["arcs"]], "MultiPolygon": lambda g: g["arcs"]}
    if geometry["type"] == "GeometryCollection":
        for one in geometry["geometries"]:
            yield from rings_of(arcs, one)
        return
    for polygon in polygons[geometry["type"]](geometry):
        for ring in polygon:
            points = []
            for number in ring:
                arc = arcs[number] if number >= 0 else arcs[~number][::-1]
                points += arc[1:] if points else arc
            yield points


def used(geometry, count):
    if geometry["type"] == "GeometryCollection":
        for one in geometry["geometries"]:
            used(one, count)
        return
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    for polygon in polygons:
        for ring in polygon:
            for number in ring:
                at = number if number >= 0 else ~number
                count[at] = count.get(at, 0) + 1


def middle(ring):
    """Area and centroid of a ring."""
    area = x = y = 0.0
    for (ax, ay), (bx, by) in zip(ring, ring[1:]):
        cross = ax * by - bx * ay
        area, x, y = area + cross, x + (ax + bx) * cross, y + (ay + by) * cross
    return (abs(area / 2), x / (3 * area), y / (3 * area)) if area else (0, *ring[0])


def name(arcs, country):
    _, x, y = max(middle(ring) for ring in rings_of(arcs, country))
    return f"N {round(x * 10)} {round(y * 10)} {country['properties']['name']}"


def line(sort, points):
    whole = []
    for x, y in points:
        at = (round(x * 10), round(y * 10))
        if not whole or whole[-1] != at:
            whole.append(at)
    # What has shrunk to a line is no land.
    if len(whole) < (4 if sort == "L" else 2):
        return None
    steps = [whole[0]] + [(b[0] - a[0], b[1] - a[1]) for a, b in zip(whole, whole[1:])]
    return " ".join([sort] + [f"{x} {y}" for x, y in steps])


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        atlas = json.load(file)
    arcs = [thinned(arc) for arc in arcs_of(atlas)]
    lands = [line("L", ring) for ring in rings_of(arcs, atlas["objects"]["land"])]
    count = {}
    used(atlas["objects"]["countries"], count)
    borders = [line("B", arcs[at]) for at, times in sorted(count.items()) if times > 1]
    countries = atlas["objects"]["countries"]["geometries"]
    names = sorted(name(arcs, country) for country in countries)
    print("\n".join(text for text in lands + borders + names if text))


main()
