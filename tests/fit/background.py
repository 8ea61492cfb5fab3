#!/usr/bin/env python3
"""Makes src/text/background.txt.zst: how common words are in the languages that news is read in.

  pip install wordfreq==3.1.1
  python3 tests/fit/background.py | zstd -19 --ultra -f -o src/text/background.txt.zst

The frequencies are those of wordfreq 3.1.1 (Robyn Speer, 2022; https://doi.org/10.5281/zenodo.7199437), drawn from
Wikipedia, subtitles, news, books, the web and forums. Its code is under the Apache licence 2.0; its data, and so the table
made here, is under CC BY-SA 4.0 (https://creativecommons.org/licenses/by-sa/4.0/).

A word is listed at its highest frequency in any of the languages: what is common in one is no rare word. A line holds the
words of one frequency, a tenth of a power of ten wide ("Zipf", the power of ten of the occurrences in a thousand million
words), from FLOOR on; below it stands every word that is not listed.
"""
import collections
import math
import re

from wordfreq import get_frequency_dict

LANGUAGES = ("ar", "de", "en", "es", "fr", "pt")
FLOOR = 3.5


def main():
    known = collections.defaultdict(float)
    for language in LANGUAGES:
        for phrase, frequency in get_frequency_dict(language, wordlist="large").items():
            for word in re.findall(r"[^\W_]+", phrase.lower()):
                known[word] = max(known[word], frequency)
    of = collections.defaultdict(list)
    for word, frequency in known.items():
        zipf = math.log10(frequency) + 9
        if zipf >= FLOOR and len(word) > 1 and not word.isdigit():
            of[math.floor(zipf * 10)].append(word)
    print("# Made by tests/fit/background.py from wordfreq 3.1.1; CC BY-SA 4.0.")
    for tenths in sorted(of, reverse=True):
        print(tenths, *sorted(of[tenths]))


if __name__ == "__main__":
    main()
