//! What `--help` adds: examples for each verb, and the exit codes.

pub(super) const MAIN: &str = "\
Exit codes:
  0  done, and nothing to report
  1  `check` found something at or above --fail-on that its baseline does not know;
     or an example of `codebook --check` failed
  2  could not run; or some of the input was refused, and the good records beside it were used

Settings are taken from flags, then from the environment (RASHOMON_FORMAT, …), then from
`rashomon.toml` in the current folder:
  claims = [\"claims\"]          # what is read where no path is given
  gazetteers = [\"names.json\"]
  codebooks = [\"quake.toml\"]
  texts = \"articles\"
  fail_on = \"contradiction:major\"
  format = \"markdown\"

Examples:
  rashomon reconcile claims/sahel
  rashomon check claims --baseline known.txt
  rashomon explain scope";

pub(super) const RECONCILE: &str = "\
Examples:
  rashomon reconcile claims/sahel
  rashomon reconcile claims --min-severity major
  rashomon reconcile claims --event e-3k9 --texts articles
  rashomon reconcile claims --events coded.csv
  rashomon reconcile claims --format markdown -o reports/sahel.md
  zcat feed.jsonl.gz | rashomon reconcile - --format json";

pub(super) const CHECK: &str = "\
The baseline is a text file of finding ids (`f-…`), one a line; what follows `#` is for people.
--write-baseline writes the findings at or above --fail-on, and no others.

Examples:
  rashomon check claims
  rashomon check claims --fail-on contradiction:major
  rashomon check claims --baseline known.txt --write-baseline
  rashomon check claims --baseline known.txt";

pub(super) const EXPLAIN: &str = "\
Examples:
  rashomon explain sc-0412#1 nw-7#2 --in claims     why two claims are, or are not, one event
  rashomon explain e-3k9 --in claims                why the claims of an event are one event
  rashomon explain f-8qp --in claims                why a finding is what it is
  rashomon explain f-8qp --result war.rashomon      the same, from what `reconcile --save` wrote
  rashomon explain superseded                       what a word of the report means
  rashomon explain unknown-field                    what a fault means, and the mend";

pub(super) const EXTRACT: &str = "\
Every draft bears the rule that made it (x_rule) and how sure the grammar is (x_confidence).

Examples:
  rashomon extract articles > drafts.jsonl
  rashomon extract articles --kinds attack,bombing,killing,abduction
  zcat news.jsonl.gz | rashomon extract - | rashomon reconcile -";

pub(super) const VALIDATE: &str = "\
Examples:
  rashomon validate claims
  rashomon validate claims --gazetteer names.json --codebook quake.toml
  rashomon validate - < feed.jsonl";

pub(super) const CODEBOOK: &str = "\
Examples:
  rashomon codebook
  rashomon codebook killed
  rashomon codebook --format toml > mine.toml
  rashomon codebook --check quake.toml";

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
