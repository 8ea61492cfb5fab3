//! Number words and digits put together: "two hundred and fifty", "1.5 million", "half a dozen".

use super::token::Cursor;
use super::words::{self, Scale, Small};
use super::{Decimal, ValueError};

/// Whether "and" may hold a number together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::claim) enum Join {
    /// "two hundred and fifty".
    And,
    /// "between two hundred and fifty": the "and" belongs to the "between".
    Bare,
}

/// A number that was named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::claim) struct Named {
    /// Its value.
    pub(in crate::claim) value: Decimal,
    /// In dozens or scores, which are seldom meant to the unit.
    pub(in crate::claim) loose: bool,
    /// The word of scale that ends it, which a smaller number before it may share
    /// ("20 to 30 thousand").
    pub(in crate::claim) scale: Option<u64>,
}

/// Reads the number that comes next, where one does.
///
/// # Errors
/// A number too large to be held, or one that two countries read in two ways.
pub(in crate::claim) fn read(
    cursor: &mut Cursor<'_, '_>,
    join: Join,
) -> Result<Option<Named>, ValueError> {
    if let Some(named) = half_of_a_scale(cursor)? {
        return Ok(Some(named));
    }
    let mut builder = Builder::new(join);
    if words::is_article(cursor.word()) {
        let mut after = *cursor;
        after.skip(1);
        if words::scale(after.word()).is_none() {
            return Ok(None);
        }
        *cursor = after;
    }
    while builder.step(cursor)? {}
    builder.finish()
}

/// "half a dozen", "half a million".
fn half_of_a_scale(cursor: &mut Cursor<'_, '_>) -> Result<Option<Named>, ValueError> {
    let mut ahead = *cursor;
    let article = words::is_article(ahead.word());
    ahead.skip(usize::from(article));
    if !ahead.take_any(&["half", "demi", "media", "medio", "halbes"]) {
        return Ok(None);
    }
    ahead.take_any(&["a", "of a", "une"]);
    let Some(scale) = words::scale(ahead.word()) else {
        return Ok(None);
    };
    ahead.skip(1);
    *cursor = ahead;
    Ok(Some(Named {
        value: Decimal::whole(scale.value).half()?,
        loose: scale.loose,
        scale: None,
    }))
}

struct Builder {
    join: Join,
    /// What is complete: the thousands of "two thousand and five".
    total: Option<Decimal>,
    /// What is being put together: the two hundred of "two hundred thousand".
    group: Option<Decimal>,
    /// What the next small number must be below to be added to the group.
    room: u64,
    /// What a group must be below to come after the last word of scale.
    bound: u64,
    /// The small number read last.
    last: u64,
    loose: bool,
    scale: Option<u64>,
    ambiguous: bool,
    parts: u32,
    closed: bool,
}

impl Builder {
    fn new(join: Join) -> Self {
        Self {
            join,
            total: None,
            group: None,
            room: u64::MAX,
            bound: u64::MAX,
            last: 0,
            loose: false,
            scale: None,
            ambiguous: false,
            parts: 0,
            closed: false,
        }
    }

    /// Takes one more word into the number; `false`: the number ends here.
    fn step(&mut self, cursor: &mut Cursor<'_, '_>) -> Result<bool, ValueError> {
        let Some(token) = cursor.peek().filter(|_| !self.closed) else {
            return Ok(false);
        };
        if let Some(number) = token.number {
            let takes = self.parts == 0;
            if takes {
                self.begin(number, 0);
                self.ambiguous = token.ambiguous;
                cursor.skip(1);
            }
            return Ok(takes);
        }
        if let Some(scale) = words::scale(token.text) {
            return self.scale(scale, cursor);
        }
        match words::small(token.text) {
            Some(small) => self.small(small, cursor),
            None => self.joined(cursor),
        }
    }

    fn begin(&mut self, number: Decimal, room: u64) {
        self.group = Some(number);
        self.room = room;
        self.parts += 1;
        self.last = 0;
        self.scale = None;
    }

    fn small(&mut self, small: Small, cursor: &mut Cursor<'_, '_>) -> Result<bool, ValueError> {
        if self.is_four_twenties(small, cursor.word()) {
            let group = self.group.unwrap_or(Decimal::whole(0));
            self.begin(group.plus(Decimal::whole(76))?, 20);
        } else if small.value < self.room {
            let value = Decimal::whole(small.value);
            let sum = self.group.map_or(Ok(value), |group| group.plus(value))?;
            self.begin(sum, small.takes);
            self.last = small.value;
        } else {
            return Ok(false);
        }
        cursor.skip(1);
        Ok(true)
    }

    /// French for eighty.
    fn is_four_twenties(&self, small: Small, word: &str) -> bool {
        small.value == 20 && word.starts_with("vingt") && self.last == 4
    }

    fn scale(&mut self, scale: Scale, cursor: &mut Cursor<'_, '_>) -> Result<bool, ValueError> {
        let group = self.group.unwrap_or(Decimal::whole(1));
        let alone = self.group.is_none();
        let is_hundred = scale.value == 100 && !scale.loose;
        if alone && self.bound == 1_000 && scale.value >= 1_000_000 && !scale.loose {
            return self.thousands_of(scale, cursor);
        }
        // "mille cent" has a bare hundred after the thousand; no other scale stands so.
        if (alone && self.parts > 0 && scale.value != 100) || scale.value >= self.bound {
            return Ok(false);
        }
        if is_hundred && !group.is_below(100) {
            return Ok(false);
        }
        let simple = self.parts <= 1;
        let product = group.times(scale.value)?;
        self.parts += 1;
        self.ambiguous = false;
        self.scale = (simple && !alone).then_some(scale.value);
        self.loose = scale.loose;
        self.closed = scale.loose;
        if is_hundred {
            self.group = Some(product);
            self.room = 100;
        } else {
            self.total = Some(self.total.unwrap_or(Decimal::whole(0)).plus(product)?);
            self.group = None;
            self.room = scale.value.min(1_000);
            self.bound = scale.value;
        }
        cursor.skip(1);
        Ok(true)
    }

    /// "mil millones", "mille milliards", "40 thousand million".
    fn thousands_of(
        &mut self,
        scale: Scale,
        cursor: &mut Cursor<'_, '_>,
    ) -> Result<bool, ValueError> {
        let thousands = self.total.unwrap_or(Decimal::whole(1));
        self.total = Some(thousands.times(scale.value)?);
        self.scale = self.scale.and_then(|by| by.checked_mul(scale.value));
        self.bound = scale.value;
        self.parts += 1;
        cursor.skip(1);
        Ok(true)
    }

    /// "and fifty", "et un", "y cinco", "and a half".
    fn joined(&mut self, cursor: &mut Cursor<'_, '_>) -> Result<bool, ValueError> {
        let mut ahead = *cursor;
        if self.parts == 0 || self.join == Join::Bare {
            return Ok(false);
        }
        if ahead.take_any(&["and a half", "et demi", "et demie", "y medio", "y media"]) {
            return self.and_a_half(cursor, ahead);
        }
        let tens = ahead.take_any(&["et", "y"]) && (10..=20).contains(&self.room);
        let and = !tens && ahead.take_any(&["and", "und"]) && self.room >= 100;
        if !tens && !and {
            return Ok(false);
        }
        let next = words::small(ahead.word()).filter(|next| next.value < self.room);
        // "et un", "y una": French and Spanish have no other word for one.
        let one = tens && words::is_article(ahead.word());
        let Some(next) = next.or(one.then_some(Small { value: 1, takes: 0 })) else {
            return Ok(false);
        };
        *cursor = ahead;
        self.small(next, cursor)
    }

    /// "two and a half", which a word of scale may follow.
    fn and_a_half<'t, 'a>(
        &mut self,
        cursor: &mut Cursor<'t, 'a>,
        after: Cursor<'t, 'a>,
    ) -> Result<bool, ValueError> {
        let Some(group) = self.group else {
            return Ok(false);
        };
        self.begin(group.plus(Decimal::whole(1).half()?)?, 0);
        *cursor = after;
        Ok(true)
    }

    fn finish(self) -> Result<Option<Named>, ValueError> {
        if self.parts == 0 {
            return Ok(None);
        }
        if self.ambiguous {
            return Err(
                ValueError::new("has a point that may set off thousands or decimals")
                    .hint("write 20000 or 20 rather than 20.000"),
            );
        }
        let zero = Decimal::whole(0);
        let value = self
            .total
            .unwrap_or(zero)
            .plus(self.group.unwrap_or(zero))?;
        Ok(Some(Named {
            value,
            loose: self.loose,
            scale: self.scale,
        }))
    }
}
