//! What `--help` adds: examples for each verb, and the exit codes.

pub(super) const MAIN: &str = "\
Exit codes:
  0  done, and nothing to report
  1  `check` found a difference at or above --fail-on that its baseline does not know;
     or an example of `codebook --check` failed
  2  could not run; or some of the input was refused, and the good records beside it were used

Settings are taken from flags, then from the environment (RASHOMON_FORMAT, …), then from
`rashomon.toml` in the current folder, or the nearest above it in the repository:
  claims = [\"claims\"]          # what is read where no path is given
  gazetteers = [\"names.json\"]
  codebooks = [\"quake.toml\"]
  texts = \"articles\"
  model = \"war.toml\"
  fail_on = \"contradiction:major\"
  format = \"markdown\"
  title = \"The war in Mali\"

Examples:
  rashomon reconcile claims/sahel
  rashomon check claims --baseline known.txt
  rashomon explain scope";

pub(super) const RECONCILE: &str = "\
Examples:
  rashomon reconcile claims/sahel
  rashomon reconcile claims/sahel --full
  rashomon reconcile claims --min-severity major
  rashomon reconcile claims --event e-3k9 --texts articles
  rashomon reconcile claims --events coded.csv
  rashomon reconcile claims --format markdown -o reports/sahel.md
  rashomon reconcile claims --format html -o sahel.html --style newsroom.css
  rashomon reconcile claims --redact persons:minister --redact places
  rashomon reconcile articles --published 2024-03-10
  zcat feed.jsonl.gz | rashomon reconcile - --format json";

pub(super) const RULE: &str = "\
Examples:
  rashomon rule same sc-0412#1 ap-77 --why \"same village, one day late\" --by desk
  rashomon rule apart ap-77 ap-80 --why \"two raids\" --by desk
  rashomon rule value ap-77 killed=21 --of JNIM --why \"judgement 12\" --by \"Court of Gao\"
  rashomon rule name \"Insinsnane\" = \"Insanan\" --why \"map sheet\" --by desk
  rashomon rule accept t-5x2 --why \"nobody counted\" --by desk
  rashomon rule confirm draft-3 --why \"read the article\" --by desk
  rashomon rule reject draft-4 --why \"another town\" --by desk

Each adds one [[ruling]] to rulings.toml beside the claims; `rashomon diff` says what it changed.";

pub(super) const REVIEW: &str = "\
One question a screen, the most telling first: which of two values holds, whether two accounts are of one
event, whether two names are one, whether a draft is right. A number answers, `s` skips, `u` takes the last
ruling back, `?` helps, `q` ends. Every answer is written at once.

Where standard input or output is no terminal, answers are read line by line: `1`, or `1 the reason`.

Examples:
  rashomon review claims --by \"foreign desk\"
  rashomon review claims --by desk --why \"read both articles\"
  printf '1 two raids\\ns\\n' | rashomon review claims --by desk";

pub(super) const DIFF: &str = "\
Examples:
  rashomon diff last-week/claims claims
  rashomon diff published.json claims --format markdown
  rashomon diff a.json b.json --format json";

pub(super) const CHECK: &str = "\
The baseline is a text file of ids of differences (`f-…`), one a line; what follows `#` is for people.
--write-baseline writes the differences at or above --fail-on, and no others.

Examples:
  rashomon check claims
  rashomon check claims --fail-on contradiction:major
  rashomon check claims --baseline known.txt --write-baseline
  rashomon check claims --baseline known.txt
  rashomon check claims --against published.json
  rashomon check claims --against published.json --format markdown";

pub(super) const EXPLAIN: &str = "\
Examples:
  rashomon explain sc-0412#1 nw-7#2 --in claims     why two claims are, or are not, one event
  rashomon explain e-3k9 --in claims                why the claims of an event are one event
  rashomon explain t-4dn --in claims                what accounts say of one thing, and what stands
  rashomon explain f-8qp --in claims                why two values stand as they do
  rashomon explain f-8qp --result war.json          the same, from what `reconcile --format json` wrote
  rashomon explain superseded                       what a word of the report means
  rashomon explain unknown-field                    what a fault means, and the mend";

pub(super) const LEARN: &str = "\
Without --events, the weights are learned from the claims alone (expectation maximisation); with
--events, from the events that people have coded, as CSV rows of a claim and its event. Learning
starts from --model, or from the weights inside the program, and a level that few pairs reach keeps
what it had. What blocking made, and how learning went, is said on standard error. Nothing is
learned unless this verb is asked for, and the same claims give the same model.

Examples:
  rashomon learn claims -o war.toml
  rashomon learn claims --events coded.csv -o war.toml
  rashomon reconcile claims --model war.toml";
pub(super) const EXTRACT: &str = "\
Every draft bears the rule that made it (x_rule) and how sure the grammar is (x_confidence);
draft.confidence says how likely the time and the figures of a claim are right.

Examples:
  rashomon extract articles > drafts.jsonl
  rashomon extract articles --kinds attack,bombing,killing,abduction
  zcat news.jsonl.gz | rashomon extract - | rashomon reconcile -";

pub(super) const VALIDATE: &str = "\
Examples:
  rashomon validate claims
  rashomon validate claims --gazetteer names.json --codebook quake.toml
  rashomon validate - < feed.jsonl";

pub(super) const NEW: &str = "\
Examples:
  rashomon new
  rashomon new bombing.xlsx
  rashomon new bombing";

pub(super) const MAP: &str = "\
Examples:
  rashomon map incidents.xlsx
  rashomon map incidents.csv -o mapping.toml
  rashomon reconcile incidents.csv wire.jsonl --map mapping.toml";

pub(super) const CODEBOOK: &str = "\
Examples:
  rashomon codebook
  rashomon codebook killed
  rashomon codebook bomb
  rashomon codebook --format toml > mine.toml
  rashomon codebook --check quake.toml";

pub(super) const TRUTH: &str = "\
One default configuration for all data: it is told what the values are, and nothing else.
Probabilities are among the values that somebody claims. A source that is a copy of another
counts with it as one. Exit code 2 where a row was refused; the good rows are weighed.

Examples:
  rashomon truth claims.csv --format csv
  rashomon truth births.csv --type place --hierarchy places.csv --format csv
  rashomon truth tolls.csv.gz --type count
  rashomon truth answers.csv --known checked.csv
  cut -f 1-3 answers.csv | rashomon truth - --format json";

pub(super) const OUTLETS: &str = "\
How often an outlet is right is judged from what others say of the same things, on these claims
alone. `Met` is how many of its statements others tell of too; grades are those of the Admiralty
code, and F says that it cannot be judged.

Examples:
  rashomon outlets claims/sahel
  rashomon outlets claims --outlet \"Sahel Courier\"
  rashomon outlets claims --no-grades --format csv";

pub(super) const SCHEMA: &str = "\
Examples:
  rashomon schema claims > claims.schema.json
  rashomon schema report";

pub(super) const COMPLETIONS: &str = "\
Examples:
  rashomon completions bash > ~/.local/share/bash-completion/completions/rashomon
  rashomon completions fish > ~/.config/fish/completions/rashomon.fish";

pub(super) const MAN: &str = "\
Examples:
  rashomon man | man -l -
  rashomon man --out share/man/man1";
