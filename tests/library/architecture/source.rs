//! The program's own source, parsed: which files there are, what each imports, and how long it is.

use std::collections::BTreeSet;
use std::fs;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, ImplItem, Item, ItemMod, Meta, UseTree};

/// A file of the program, without its tests.
#[derive(Debug)]
pub(super) struct File {
    /// From `src/` on.
    pub(super) path: String,
    /// The modules that it stands in: `["link", "levels"]`.
    pub(super) module: Vec<String>,
    /// Its text, with tests and comments on lines of their own left out.
    pub(super) code: String,
    /// Modules of the crate that it names, each as far as it is written out.
    pub(super) imports: BTreeSet<Vec<String>>,
    /// Every function, with how many lines of code it has.
    pub(super) functions: Vec<(String, usize)>,
    /// Its modules that stand in files of their own.
    declared: Vec<String>,
}

/// The files that a crate is made of, found from its root as the compiler finds them. What is there
/// for tests only is left out.
pub(super) fn files(root: &Path, src: &Path) -> Vec<File> {
    let mut found = Vec::new();
    let mut waiting = vec![(root.to_owned(), Vec::new())];
    while let Some((path, module)) = waiting.pop() {
        let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let inside = path.strip_prefix(src).unwrap();
        let file = File {
            path: inside.display().to_string(),
            ..parsed(&text, &module)
        };
        for name in &file.declared {
            let inner = [&module[..], std::slice::from_ref(name)].concat();
            waiting.push((place(src, &inner), inner));
        }
        found.push(file);
    }
    found.sort_by(|x, y| x.path.cmp(&y.path));
    found
}

/// Where the file of a module lies.
fn place(src: &Path, module: &[String]) -> PathBuf {
    let folder: PathBuf = src.join(module.iter().collect::<PathBuf>());
    let file = folder.with_extension("rs");
    if file.exists() {
        file
    } else {
        folder.join("mod.rs")
    }
}

/// The modules that stand in files of their own, those of tests left out.
fn declared(items: &[Item]) -> Vec<String> {
    let modules = items.iter().filter_map(|item| match item {
        Item::Mod(module) if module.content.is_none() && !is_test(&module.attrs) => {
            Some(module.ident.to_string())
        }
        _ => None,
    });
    modules.collect()
}

/// A file by its text.
pub(super) fn parsed(text: &str, module: &[String]) -> File {
    let file = syn::parse_file(text).unwrap();
    let mut reader = Reader {
        module: module.to_vec(),
        lines: text.lines().collect(),
        imports: BTreeSet::new(),
        functions: Vec::new(),
        tests: Vec::new(),
    };
    reader.visit_file(&file);
    let numbered = reader.lines.iter().zip(1..);
    let outside = |&(_, number): &(_, usize)| !reader.tests.iter().any(|t| t.contains(&number));
    let code: Vec<&str> = numbered.filter(outside).map(|(line, _)| *line).collect();
    let code: Vec<&str> = code.into_iter().filter(|line| is_code(line)).collect();
    File {
        path: String::new(),
        module: module.to_vec(),
        code: code.join("\n"),
        imports: reader.imports,
        functions: reader.functions,
        declared: declared(&file.items),
    }
}

fn is_code(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && !line.starts_with("//")
}

/// Whether something is there for tests only.
fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::Path(path) => path.is_ident("test"),
        Meta::List(list) if list.path.is_ident("cfg") => {
            let told = list.tokens.to_string().replace(' ', "");
            told == "test" || told.starts_with("all(test,")
        }
        _ => false,
    })
}

struct Reader<'t> {
    module: Vec<String>,
    lines: Vec<&'t str>,
    imports: BTreeSet<Vec<String>>,
    functions: Vec<(String, usize)>,
    /// Lines that are there for tests only.
    tests: Vec<RangeInclusive<usize>>,
}

impl Reader<'_> {
    /// Notes a path that begins at the root of the crate, or goes up from here.
    fn import(&mut self, path: &[String]) {
        let up = path.iter().take_while(|part| *part == "super").count();
        let from = match path.first().map(String::as_str) {
            Some("crate") => Vec::new(),
            Some("self") => self.module.clone(),
            _ if up > 0 && up <= self.module.len() => {
                self.module[..self.module.len() - up].to_vec()
            }
            _ => return,
        };
        let down = path.iter().skip(up.max(1)).cloned();
        self.imports.insert(from.into_iter().chain(down).collect());
    }

    /// Every path of an import, however grouped.
    fn tree(&mut self, before: &[String], tree: &UseTree) {
        let with = |name: &syn::Ident| [before, &[name.to_string()]].concat();
        match tree {
            UseTree::Path(path) => self.tree(&with(&path.ident), &path.tree),
            UseTree::Name(name) => self.import(&with(&name.ident)),
            UseTree::Rename(name) => self.import(&with(&name.ident)),
            UseTree::Glob(_) => self.import(before),
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.tree(before, tree);
                }
            }
        }
    }

    /// Paths in what a macro is given, which nothing has parsed.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut colons = 2;
        for token in tokens {
            match token {
                TokenTree::Ident(name) => {
                    if colons != 2 {
                        self.written_out(&std::mem::take(&mut path));
                    }
                    path.push(name.to_string());
                    colons = 0;
                }
                TokenTree::Punct(mark) if mark.as_char() == ':' && colons < 2 => colons += 1,
                other => {
                    self.written_out(&std::mem::take(&mut path));
                    colons = 2;
                    if let TokenTree::Group(group) = other {
                        self.tokens(group.stream());
                    }
                }
            }
        }
        self.written_out(&path);
    }

    /// A path between other tokens; one name alone is none.
    fn written_out(&mut self, path: &[String]) {
        if path.len() > 1 {
            self.import(path);
        }
    }

    fn function(&mut self, name: &syn::Ident, span: Span) {
        let lines = &self.lines[span.start().line - 1..span.end().line];
        let lines = lines.iter().filter(|line| is_code(line)).count();
        self.functions.push((name.to_string(), lines));
    }
}

/// The lines of an item, from its first attribute to its end.
fn lines(item: &impl syn::spanned::Spanned) -> RangeInclusive<usize> {
    let span = item.span();
    span.start().line..=span.end().line
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        let attributes = match item {
            Item::Fn(item) => &item.attrs,
            Item::Mod(item) => &item.attrs,
            Item::Impl(item) => &item.attrs,
            Item::Use(item) => &item.attrs,
            Item::Const(item) => &item.attrs,
            Item::Static(item) => &item.attrs,
            Item::Struct(item) => &item.attrs,
            Item::Enum(item) => &item.attrs,
            Item::Type(item) => &item.attrs,
            Item::Trait(item) => &item.attrs,
            Item::Macro(item) => &item.attrs,
            _ => return visit::visit_item(self, item),
        };
        if is_test(attributes) {
            self.tests.push(lines(item));
        } else {
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item(&mut self, item: &'ast ImplItem) {
        match item {
            ImplItem::Fn(function) if is_test(&function.attrs) => self.tests.push(lines(item)),
            _ => visit::visit_impl_item(self, item),
        }
    }

    fn visit_item_mod(&mut self, module: &'ast ItemMod) {
        self.module.push(module.ident.to_string());
        visit::visit_item_mod(self, module);
        self.module.pop();
    }

    fn visit_item_use(&mut self, import: &'ast syn::ItemUse) {
        self.tree(&[], &import.tree);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let parts: Vec<String> = path.segments.iter().map(|s| s.ident.to_string()).collect();
        self.import(&parts);
        visit::visit_path(self, path);
    }

    /// Who may see an item is no import.
    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {}

    fn visit_macro(&mut self, called: &'ast syn::Macro) {
        self.tokens(called.tokens.clone());
        visit::visit_macro(self, called);
    }

    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        self.function(&function.sig.ident, syn::spanned::Spanned::span(function));
        visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        self.function(&function.sig.ident, syn::spanned::Spanned::span(function));
        visit::visit_impl_item_fn(self, function);
    }

    fn visit_trait_item_fn(&mut self, function: &'ast syn::TraitItemFn) {
        self.function(&function.sig.ident, syn::spanned::Spanned::span(function));
        visit::visit_trait_item_fn(self, function);
    }
}
