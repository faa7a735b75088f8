//! `tests/parity.toml` and the public names of core and sandbox say the same.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests fail loudly")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use syn::ext::IdentExt;
use syn::{Fields, FieldsNamed, ImplItem, Item, ItemImpl, TraitItem, Type, UseTree, Visibility};

const LANGUAGES: [&str; 4] = ["rust", "python", "node", "kotlin"];

#[test]
fn every_operation_has_in_every_language_either_a_name_or_a_reason() {
    for (operation, row) in table().rows() {
        for language in LANGUAGES {
            let (name, reason) = (row.get(language), row.get(&format!("no_{language}")));
            assert!(name.is_some() != reason.is_some(), "{operation}: one of `{language}` and `no_{language}`");
        }
        assert_eq!(row.len(), LANGUAGES.len(), "{operation} has keys that mean nothing");
        assert!(row.values().all(|names| !names.all().is_empty()), "{operation} has an empty list");
    }
}

#[test]
fn every_rust_name_in_the_table_exists_and_is_public() {
    let public = public_names();
    let missing: Vec<_> = table().rust_names().into_iter().filter(|name| !public.contains(name)).collect();
    assert!(missing.is_empty(), "not public names of core or sandbox: {missing:#?}");
}

#[test]
fn every_public_rust_name_is_in_the_table() {
    let listed: BTreeSet<String> = table().rust_names().into_iter().collect();
    let missing: Vec<_> = public_names().difference(&listed).cloned().collect();
    assert!(missing.is_empty(), "not in tests/parity.toml: {missing:#?}");
}

#[test]
fn no_rust_name_is_listed_twice() {
    let names = table().rust_names();
    let twice: Vec<_> = names.iter().filter(|name| names.iter().filter(|other| other == name).count() > 1).collect();
    assert!(twice.is_empty(), "listed more than once: {twice:#?}");
}

struct Table {
    sections: BTreeMap<String, BTreeMap<String, Row>>,
    /// By language.
    only: BTreeMap<&'static str, Vec<Only>>,
}

/// What stands for each language: its name for the operation, or why it has none.
type Row = BTreeMap<String, Names>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Only {
    names: Vec<String>,
    #[serde(rename = "reason")]
    _reason: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Names {
    One(String),
    Many(Vec<String>),
}

impl Names {
    fn all(&self) -> &[String] {
        match self {
            Self::One(name) => std::slice::from_ref(name),
            Self::Many(names) => names,
        }
    }
}

fn table() -> Table {
    let text = fs::read_to_string(repository().join("tests/parity.toml")).unwrap();
    let mut sections: toml::Table = toml::from_str(&text).unwrap();
    let only = LANGUAGES.map(|language| {
        let tables = sections.remove(&format!("{language}_only")).unwrap();
        (language, tables.try_into().unwrap())
    });
    Table { sections: sections.try_into().unwrap(), only: only.into() }
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

impl Table {
    fn rows(&self) -> impl Iterator<Item = (String, &Row)> {
        self.sections.iter().flat_map(|(section, rows)| {
            rows.iter().map(move |(operation, row)| (format!("{section}.{operation}"), row))
        })
    }

    fn rust_names(&self) -> Vec<String> {
        let in_rows = self.rows().filter_map(|(_, row)| row.get("rust")).flat_map(Names::all);
        in_rows.chain(self.only["rust"].iter().flat_map(|only| &only.names)).cloned().collect()
    }
}

/// `Client::create`, `report::write_csv`; those of the sandbox begin with `sandbox::`.
fn public_names() -> BTreeSet<String> {
    let core = crate_names("core/src").into_iter();
    core.chain(crate_names("sandbox/src").into_iter().map(|name| format!("sandbox::{name}"))).collect()
}

fn crate_names(source: &str) -> BTreeSet<String> {
    let source = repository().join(source);
    let mut exported = BTreeMap::new();
    exports(&source, "lib.rs", "", &mut exported);
    let mut names: BTreeSet<String> = exported.values().cloned().collect();
    for file in rust_files(&source) {
        for item in &parse(&file).items {
            let Some((owner, members)) = members(item) else { continue };
            let Some(path) = exported.get(&owner) else { continue };
            names.extend(members.into_iter().map(|member| format!("{path}::{member}")));
        }
    }
    names
}

/// What a module shows, by its last name, under the shortest path from the crate's root.
fn exports(folder: &Path, file: &str, path: &str, found: &mut BTreeMap<String, String>) {
    let mut modules = Vec::new();
    for item in parse(&folder.join(file)).items {
        match item {
            // For the fuzzers and for measurements alone.
            Item::Mod(module)
                if is_public(&module.vis) && !["fuzzing", "internals"].iter().any(|name| module.ident == name) =>
            {
                modules.push(module.ident.to_string());
            }
            Item::Use(list) if is_public(&list.vis) => {
                for name in used(&list.tree) {
                    found.entry(name.clone()).or_insert_with(|| format!("{path}{name}"));
                }
            }
            Item::Mod(_) | Item::Use(_) => {}
            _ => panic!("{}/{file} does more than wiring", folder.display()),
        }
    }
    // The root comes first, so that its re-exports win.
    for module in modules {
        exports(&folder.join(&module), "mod.rs", &format!("{path}{module}::"), found);
    }
}

fn used(tree: &UseTree) -> Vec<String> {
    match tree {
        UseTree::Path(path) => used(&path.tree),
        UseTree::Name(name) => vec![name.ident.to_string()],
        UseTree::Rename(renamed) => vec![renamed.rename.to_string()],
        UseTree::Group(group) => group.items.iter().flat_map(used).collect(),
        UseTree::Glob(_) => panic!("a glob hides what is public"),
    }
}

/// A type or trait, and the public names below it.
fn members(item: &Item) -> Option<(String, Vec<String>)> {
    match item {
        Item::Struct(item) if is_public(&item.vis) => {
            let Fields::Named(FieldsNamed { named, .. }) = &item.fields else { return None };
            let public = named.iter().filter(|field| is_public(&field.vis));
            let names = public.filter_map(|field| Some(field.ident.as_ref()?.unraw().to_string()));
            Some((item.ident.to_string(), names.collect()))
        }
        Item::Enum(item) if is_public(&item.vis) => {
            Some((item.ident.to_string(), item.variants.iter().map(|variant| variant.ident.to_string()).collect()))
        }
        Item::Trait(item) if is_public(&item.vis) => {
            let methods = item.items.iter().filter_map(|item| match item {
                TraitItem::Fn(method) => Some(method.sig.ident.unraw().to_string()),
                _ => None,
            });
            Some((item.ident.to_string(), methods.collect()))
        }
        Item::Impl(ItemImpl { trait_: None, self_ty, items, .. }) => {
            let Type::Path(path) = &**self_ty else { return None };
            let public = items.iter().filter_map(|item| match item {
                ImplItem::Fn(method) if is_public(&method.vis) => Some(method.sig.ident.unraw().to_string()),
                ImplItem::Const(value) if is_public(&value.vis) => Some(value.ident.to_string()),
                _ => None,
            });
            Some((path.path.segments.last()?.ident.to_string(), public.collect()))
        }
        _ => None,
    }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn parse(file: &Path) -> syn::File {
    let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = entries.flat_map(|path| if path.is_dir() { rust_files(&path) } else { vec![path] });
    files.filter(|path| path.extension().is_some_and(|extension| extension == "rs")).collect()
}
