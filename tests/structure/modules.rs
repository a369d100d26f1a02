//! The modules of a crate, as its sources declare them: where each is, what it defines, what it imports.
//! What is compiled for tests alone is left out.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use syn::{Attribute, Item, UseTree};

/// The way to a module from the crate's root, which is empty.
pub(crate) type ModulePath = Vec<String>;

/// A crate.
pub(crate) struct Crate {
    pub(crate) modules: BTreeMap<ModulePath, Module>,
}

/// A module.
#[derive(Default)]
pub(crate) struct Module {
    /// The file in which it stands.
    pub(crate) file: PathBuf,
    /// The names of what it defines, modules aside.
    pub(crate) defined: BTreeSet<String>,
    /// What `use` brings into it: the name here, and the path as it is written.
    pub(crate) imports: Vec<(String, Vec<String>)>,
    /// The paths of `use …::*`.
    pub(crate) globs: Vec<Vec<String>>,
    /// Its items, for tests alone left out, those of inline modules too.
    pub(crate) items: Vec<Item>,
}

impl Crate {
    /// Reads a crate, from the file at its root on.
    pub(crate) fn read(root: &Path) -> Self {
        let mut all = Self { modules: BTreeMap::new() };
        let folder = root.parent().unwrap_or(Path::new("."));
        all.add_file(root, folder, Vec::new());
        all
    }

    /// Adds a file's module. Its children lie in `folder`.
    fn add_file(&mut self, file: &Path, folder: &Path, path: ModulePath) {
        let text =
            std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let parsed = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        self.add(file, folder, path, parsed.items);
    }

    fn add(&mut self, file: &Path, folder: &Path, path: ModulePath, items: Vec<Item>) {
        let mut module = Module { file: file.to_owned(), ..Module::default() };
        for item in items {
            if is_for_tests(attributes(&item)) {
                continue;
            }
            match item {
                Item::Mod(child) => {
                    let name = child.ident.to_string();
                    let below = [&path[..], std::slice::from_ref(&name)].concat();
                    match child.content {
                        Some((_, items)) => self.add(file, &folder.join(&name), below, items),
                        None => match file_of(&child.attrs, file, folder, &name) {
                            Some((file, folder)) => self.add_file(&file, &folder, below),
                            None => panic!("{}: no file for `mod {name}`", file.display()),
                        },
                    }
                }
                Item::Use(import) => flatten(&import.tree, &mut Vec::new(), &mut module),
                item => {
                    module.defined.extend(name_of(&item));
                    module.items.push(item);
                }
            }
        }
        self.modules.insert(path, module);
    }
}

/// The file of `mod name;`, and the folder of its children.
fn file_of(attributes: &[Attribute], file: &Path, folder: &Path, name: &str) -> Option<(PathBuf, PathBuf)> {
    let named = attributes.iter().find(|attribute| attribute.path().is_ident("path"));
    if let Some(syn::Meta::NameValue(value)) = named.map(|attribute| &attribute.meta)
        && let syn::Expr::Lit(literal) = &value.value
        && let syn::Lit::Str(place) = &literal.lit
    {
        let place = file.parent()?.join(place.value());
        let below = place.parent()?.to_owned();
        return Some((place, below));
    }
    let candidates = [folder.join(format!("{name}.rs")), folder.join(name).join("mod.rs")];
    let found = candidates.into_iter().find(|candidate| candidate.is_file())?;
    Some((found, folder.join(name)))
}

/// The names that a `use` brings.
fn flatten(tree: &UseTree, before: &mut Vec<String>, module: &mut Module) {
    match tree {
        UseTree::Path(path) => {
            before.push(path.ident.to_string());
            flatten(&path.tree, before, module);
            before.pop();
        }
        UseTree::Group(group) => group.items.iter().for_each(|tree| flatten(tree, before, module)),
        UseTree::Glob(_) => module.globs.push(before.clone()),
        UseTree::Name(name) if name.ident == "self" => {
            module.imports.push((before.last().cloned().unwrap_or_default(), before.clone()));
        }
        UseTree::Name(name) => {
            let name = name.ident.to_string();
            module.imports.push((name.clone(), [&before[..], &[name]].concat()));
        }
        UseTree::Rename(name) => {
            let mut path = before.clone();
            if name.ident != "self" {
                path.push(name.ident.to_string());
            }
            module.imports.push((name.rename.to_string(), path));
        }
    }
}

fn name_of(item: &Item) -> Option<String> {
    Some(match item {
        Item::Const(item) => item.ident.to_string(),
        Item::Enum(item) => item.ident.to_string(),
        Item::Fn(item) => item.sig.ident.to_string(),
        Item::Macro(item) => item.ident.as_ref()?.to_string(),
        Item::Static(item) => item.ident.to_string(),
        Item::Struct(item) => item.ident.to_string(),
        Item::Trait(item) => item.ident.to_string(),
        Item::Type(item) => item.ident.to_string(),
        Item::Union(item) => item.ident.to_string(),
        _ => return None,
    })
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// Whether something is compiled for tests alone. A crate whose purpose is testing marks none of its own.
fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("test")
            || attribute.path().is_ident("cfg")
                && attribute.parse_args::<syn::Path>().is_ok_and(|path| path.is_ident("test"))
    })
}
