//! Accounts to rows: statements that stand alike to all others are one row of their value.
//!
//! Accounts are put into classes by what a verdict reads of them ([`Judged`]); each two classes are
//! compared once. Statements of one printed value whose stands to everything are the same are then
//! one row, so that rows are as few as the verdicts allow.

use std::cmp::Reverse;

use hashbrown::HashMap;
use itertools::Itertools;

use super::judged::{Judged, Printed, Writers};
use super::statement::{Context, Side, Statement};
use super::topic::{Foreign, MadeRow, Thing};
use super::{Stand, count};

/// With more classes of statements than this, who writes and when is left out of account, and two
/// values stand as the gravest pair of them does: rows would be as many as accounts.
pub(super) const MOST_CLASSES: usize = 160;
/// With more distinct values than this, each is compared with its neighbours only.
pub(super) const MOST_VALUES: usize = 1024;

/// Fewer accounts than this are compared with each other without being put into classes first.
const FEW: usize = 6;

/// What one claim says of what is compared.
#[derive(Debug)]
pub(super) struct Account<'s, 'a> {
    pub(super) claim: u32,
    pub(super) said: &'s [Statement<'a>],
    /// What else tells its class from others: an event where that matters.
    pub(super) mark: u32,
}

impl<'s, 'a> Account<'s, 'a> {
    /// Of what one claim says.
    pub(super) fn of(said: &'s [Statement<'a>]) -> Self {
        Self {
            claim: said[0].side.claim,
            said,
            mark: 0,
        }
    }
}

/// A statement that is set beside those of the accounts, and how they stand to it.
#[derive(Debug)]
pub(super) struct Beside<'a> {
    pub(super) said: Statement<'a>,
    pub(super) foreign: Foreign,
}

/// Everything that is compared with each other.
#[derive(Debug, Default)]
pub(super) struct Arena<'s, 'a> {
    /// Sorted by claim, each once.
    pub(super) accounts: Vec<Account<'s, 'a>>,
    pub(super) beside: Vec<Beside<'a>>,
    /// How statements stand to those beside, by number: sorted.
    pub(super) edges: Vec<(Side, u32, Stand)>,
}

/// Compares what two accounts say: positions in both, and how the two stand where they differ.
pub(super) type Compare<'c, 'a> =
    dyn Fn(&Account<'_, 'a>, &Account<'_, 'a>, &mut dyn FnMut(usize, usize, Stand)) + 'c;

/// Rows, and how each two of them stand that are not in agreement.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) made: Vec<(MadeRow, Thing)>,
    pub(super) between: Vec<(u32, u32, Stand)>,
    /// Whether who writes and when was left out of account.
    pub(super) coarse: bool,
}

/// What makes rows one: what is printed of them, and how they stand to what is set beside them.
type Alike<'n, 'a> = (&'n Printed<'a>, &'n [(u32, Stand)]);

/// A statement of a class, those who give it, and how it stands to others.
struct Node<'a> {
    printed: Printed<'a>,
    sides: Vec<Side>,
    stands: Vec<(u32, Stand)>,
}

impl<'a> Arena<'_, 'a> {
    /// The rows of the arena; `dated` where the order of publication matters whatever the type.
    pub(super) fn rows(&self, ctx: &Context<'a>, dated: bool, compare: &Compare<'_, 'a>) -> Rows {
        if self.accounts.len() < FEW {
            let two = (0..self.accounts.len()).array_combinations();
            return self.rows_of_pairs(ctx, two.map(|[x, y]| (x, y)), compare);
        }
        let own = self.accounts.iter().flat_map(|account| account.said);
        let said: Vec<&Statement> = own.chain(self.beside.iter().map(|b| &b.said)).collect();
        let writers = Writers::of(&said);
        let judged: Vec<Vec<Judged>> = self
            .accounts
            .iter()
            .map(|account| Self::judged(ctx, account, &writers, dated))
            .collect();
        let exact = self.classes(judged.iter());
        let many = exact.iter().map(|class| self.accounts[class[0]].said.len());
        if many.sum::<usize>() <= MOST_CLASSES {
            return self.lay(ctx, &exact, compare, false);
        }
        let undated = judged
            .into_iter()
            .map(|account| account.into_iter().map(Judged::undated).collect::<Vec<_>>());
        let mut rows = self.lay(ctx, &self.classes(undated), compare, true);
        rows.coarse = true;
        rows
    }

    /// The rows where each account is compared only with those that `pairs` names.
    pub(super) fn rows_of_pairs(
        &self,
        ctx: &Context<'a>,
        pairs: impl Iterator<Item = (usize, usize)>,
        compare: &Compare<'_, 'a>,
    ) -> Rows {
        let mut nodes = Vec::with_capacity(self.accounts.len() + self.beside.len());
        let mut starts = Vec::with_capacity(self.accounts.len());
        for account in &self.accounts {
            starts.push(nodes.len());
            nodes.extend(account.said.iter().map(|said| Node {
                printed: Printed::of(ctx, said, None),
                sides: vec![said.side],
                stands: Vec::new(),
            }));
        }
        for (x, y) in pairs {
            compare(&self.accounts[x], &self.accounts[y], &mut |i, j, stand| {
                tie(&mut nodes, starts[x] + i, starts[y] + j, stand);
            });
        }
        for (account, &start) in self.accounts.iter().zip(&starts) {
            within(account, start, &mut nodes);
        }
        self.partition(ctx, nodes)
    }

    fn judged(
        ctx: &Context<'a>,
        account: &Account<'_, 'a>,
        writers: &Writers<'a>,
        dated: bool,
    ) -> Vec<Judged<'a>> {
        let said = account.said.iter();
        said.map(|s| Judged::of(ctx, s, writers, dated)).collect()
    }

    /// How a statement stands to those beside.
    fn edges_of(&self, side: Side) -> impl Iterator<Item = (u32, Stand)> {
        let from = self.edges.partition_point(|e| e.0 < side);
        let own = self.edges[from..].iter().take_while(move |e| e.0 == side);
        own.map(|e| (e.1, e.2))
    }

    /// Places of accounts, put together by key and by how they stand to those beside; in the order
    /// of the first of each class.
    fn classes<K: Eq + std::hash::Hash>(&self, keys: impl Iterator<Item = K>) -> Vec<Vec<usize>> {
        let mut number = HashMap::new();
        let mut classes: Vec<Vec<usize>> = Vec::new();
        for (at, key) in keys.enumerate() {
            let account = &self.accounts[at];
            let edges = account
                .said
                .iter()
                .map(|s| self.edges_of(s.side).collect_vec());
            let edges = (account.mark, edges.collect_vec());
            let class = *number.entry((key, edges)).or_insert(classes.len());
            if class == classes.len() {
                classes.push(Vec::new());
            }
            classes[class].push(at);
        }
        classes
    }

    /// Where the nodes of each class begin.
    fn starts(&self, classes: &[Vec<usize>]) -> Vec<usize> {
        let lengths = classes
            .iter()
            .map(|class| self.accounts[class[0]].said.len());
        let ends = lengths.scan(0, |end, length| {
            let start = *end;
            *end += length;
            Some(start)
        });
        ends.collect()
    }

    fn nodes(&self, ctx: &Context<'a>, classes: &[Vec<usize>]) -> Vec<Node<'a>> {
        let mut nodes = Vec::new();
        for class in classes {
            for (slot, said) in self.accounts[class[0]].said.iter().enumerate() {
                let sides = class.iter().map(|&at| self.accounts[at].said[slot].side);
                nodes.push(Node {
                    printed: Printed::of(ctx, said, None),
                    sides: sides.collect(),
                    stands: Vec::new(),
                });
            }
        }
        nodes
    }

    /// Compares each two classes: by the first account of each, or, where accounts of a class may
    /// stand in several ways, by the first and the last that were published, of which the gravest counts.
    fn lay(
        &self,
        ctx: &Context<'a>,
        classes: &[Vec<usize>],
        compare: &Compare<'_, 'a>,
        both_ends: bool,
    ) -> Rows {
        let sorted = classes.iter().map(|class| self.by_publication(ctx, class));
        let classes: Vec<Vec<usize>> = sorted.collect();
        let mut nodes = self.nodes(ctx, &classes);
        let starts = self.starts(&classes);
        let reach = if classes.len() > MOST_VALUES {
            1
        } else {
            classes.len()
        };
        let mut found: Vec<(usize, usize, Stand)> = Vec::new();
        for x in 0..classes.len() {
            for y in x..classes.len().min(x + 1 + reach) {
                for (a, b) in picks(&classes[x], &classes[y], x == y, both_ends) {
                    compare(&self.accounts[a], &self.accounts[b], &mut |i, j, stand| {
                        found.push((i, j, stand));
                    });
                }
                found.sort_unstable_by_key(|&(i, j, stand)| (i, j, Reverse(stand)));
                found.dedup_by_key(|found| (found.0, found.1));
                for (i, j, stand) in found.drain(..) {
                    tie(&mut nodes, starts[x] + i, starts[y] + j, stand);
                }
            }
        }
        for (class, &start) in classes.iter().zip(&starts) {
            within(&self.accounts[class[0]], start, &mut nodes);
        }
        self.partition(ctx, nodes)
    }

    /// The accounts of a class, in the order of publication.
    fn by_publication(&self, ctx: &Context, class: &[usize]) -> Vec<usize> {
        let published = |&at: &usize| {
            let claim = &ctx.claims[self.accounts[at].claim as usize];
            let published = claim.document.published.as_ref();
            (
                published.is_none(),
                published.map(|p| (p.span.last, p.minute)),
                at,
            )
        };
        let mut sorted = class.to_vec();
        sorted.sort_by_cached_key(published);
        sorted
    }

    /// Puts nodes of one printed value that stand alike to all others into one row.
    fn partition(&self, ctx: &Context<'a>, mut nodes: Vec<Node<'a>>) -> Rows {
        let own = nodes.len();
        for beside in &self.beside {
            nodes.push(Node {
                printed: Printed::of(ctx, &beside.said, Some(beside.foreign)),
                sides: vec![beside.said.side],
                stands: Vec::new(),
            });
        }
        for at in 0..own {
            let side = nodes[at].sides[0];
            for (beside, stand) in self.edges_of(side) {
                tie(&mut nodes, at, own + beside as usize, stand);
            }
        }
        rows(nodes)
    }
}

/// Notes what one account counts by several standards, or has of several speakers: it would look like an
/// agreement.
fn within(account: &Account, start: usize, nodes: &mut [Node]) {
    let said = account.said;
    for (i, j) in (0..said.len()).flat_map(|i| (i + 1..said.len()).map(move |j| (i, j))) {
        if let Some(stand) = count::within_account(&said[i], &said[j]) {
            tie(nodes, start + i, start + j, stand);
        }
    }
}

/// Notes how two nodes stand.
fn tie(nodes: &mut [Node], x: usize, y: usize, stand: Stand) {
    nodes[x].stands.push((y as u32, stand));
    if x != y {
        nodes[y].stands.push((x as u32, stand));
    }
}

/// The accounts by which two classes are compared; of one class, two of its accounts.
fn picks(xs: &[usize], ys: &[usize], same: bool, both_ends: bool) -> Vec<(usize, usize)> {
    let ends = |class: &[usize]| {
        let last = class.last().filter(|_| both_ends && class.len() > 1);
        class.first().into_iter().chain(last).copied().collect_vec()
    };
    match xs {
        [first, .., last] if same => vec![(*first, *last)],
        _ if same => Vec::new(),
        _ => ends(xs).into_iter().cartesian_product(ends(ys)).collect(),
    }
}

/// A row of the value of a node.
fn made(node: &Node, sides: Vec<Side>) -> (MadeRow, Thing) {
    let row = MadeRow {
        foreign: node.printed.foreign,
        party: node.printed.party,
        sides,
    };
    (row, node.printed.thing)
}

fn rows(mut nodes: Vec<Node>) -> Rows {
    if let [only] = &mut nodes[..] {
        let sides = std::mem::take(&mut only.sides);
        return Rows {
            made: vec![made(only, sides)],
            ..Rows::default()
        };
    }
    for node in &mut nodes {
        node.stands.sort_unstable();
        node.stands.dedup();
    }
    let mut number: HashMap<Alike<'_, '_>, usize> = HashMap::new();
    let mut groups: Vec<(&Node, Vec<Side>)> = Vec::new();
    let mut row_of = Vec::with_capacity(nodes.len());
    for node in &nodes {
        let row = *number
            .entry((&node.printed, &node.stands))
            .or_insert(groups.len());
        if row == groups.len() {
            groups.push((node, Vec::new()));
        }
        groups[row].1.extend_from_slice(&node.sides);
        row_of.push(row);
    }
    for (_, sides) in &mut groups {
        sides.sort_unstable();
    }
    let mut order = (0..groups.len()).collect_vec();
    order.sort_by_key(|&row| {
        let (node, sides) = &groups[row];
        (
            node.printed.foreign.is_some(),
            Reverse(sides.len()),
            sides[0],
        )
    });
    let place = inverse(&order);
    let mut between = Vec::new();
    for (row, (node, _)) in groups.iter().enumerate() {
        for &(other, stand) in &node.stands {
            let other = row_of[other as usize];
            let (a, b) = (place[row], place[other]);
            if a < b {
                between.push((a as u32, b as u32, stand));
            }
        }
    }
    between.sort_by_key(|&(a, b, stand)| (Reverse(stand.0), a, b, stand.1));
    between.dedup();
    let mut laid: Vec<Option<(MadeRow, Thing)>> = groups
        .into_iter()
        .map(|(node, sides)| Some(made(node, sides)))
        .collect();
    Rows {
        made: order.iter().filter_map(|&row| laid[row].take()).collect(),
        between,
        coarse: false,
    }
}

fn inverse(order: &[usize]) -> Vec<usize> {
    let mut place = vec![0; order.len()];
    for (at, &of) in order.iter().enumerate() {
        place[of] = at;
    }
    place
}
