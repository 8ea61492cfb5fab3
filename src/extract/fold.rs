//! One spelling for a word: lower case, without accents, without the marks of Arabic.

/// A folded word.
pub(super) fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    fold_into(word, &mut folded);
    folded
}

/// Folds into a buffer that is emptied first.
pub(super) fn fold_into(word: &str, folded: &mut String) {
    folded.clear();
    if word.is_ascii() {
        folded.extend(word.bytes().map(|b| char::from(b.to_ascii_lowercase())));
        return;
    }
    for c in word.chars().flat_map(char::to_lowercase) {
        push(folded, c);
    }
}

fn push(folded: &mut String, c: char) {
    match c {
        'à'..='å' | 'ā' | 'ă' => folded.push('a'),
        'è'..='ë' | 'ē' => folded.push('e'),
        'ì'..='ï' | 'ī' | 'ı' => folded.push('i'),
        'ò'..='ö' | 'ø' | 'ō' => folded.push('o'),
        'ù'..='ü' | 'ū' => folded.push('u'),
        'ç' | 'č' | 'ć' => folded.push('c'),
        'ñ' => folded.push('n'),
        'ş' | 'š' => folded.push('s'),
        'ž' => folded.push('z'),
        'ğ' => folded.push('g'),
        'œ' => folded.extend(['o', 'e']),
        'æ' => folded.extend(['a', 'e']),
        '’' | '‘' | 'ʼ' => folded.push('\''),
        '‐' | '‑' => folded.push('-'),
        'أ' | 'إ' | 'آ' | 'ٱ' => folded.push('ا'),
        'ى' => folded.push('ي'),
        'ة' => folded.push('ه'),
        '\u{300}'..='\u{36f}'
        | '\u{640}'
        | '\u{64b}'..='\u{652}'
        | '\u{670}'
        | '\u{200b}'..='\u{200f}' => {}
        _ => folded.push(c),
    }
}
