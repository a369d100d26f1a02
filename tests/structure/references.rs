//! Which file's definitions a file names: in `use`, in paths of its code, and in what it hands to macros.

use std::path::PathBuf;

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};

use super::Uses;
use crate::modules::{Crate, Module, ModulePath};

/// All dependencies among the files of a crate.
pub(crate) fn of(all: &Crate) -> Uses {
    let mut uses = Uses::new();
    for (path, module) in &all.modules {
        let mut named = Named::default();
        module.items.iter().for_each(|item| named.visit_item(item));
        let imported = module.imports.iter().map(|(_, path)| path);
        for written in imported.chain(&named.paths) {
            if let Some((file, full)) = all.definition(path, written)
                && file != module.file
            {
                let paths = uses.entry((module.file.clone(), file)).or_default();
                if !paths.contains(&full) {
                    paths.push(full);
                }
            }
        }
    }
    uses
}

/// The paths that a piece of code names.
#[derive(Default)]
struct Named {
    paths: Vec<Vec<String>>,
}

impl<'ast> Visit<'ast> for Named {
    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.paths.push(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        visit::visit_path(self, path);
    }

    fn visit_item_use(&mut self, import: &'ast syn::ItemUse) {
        // One within a function.
        leaves(&import.tree, &mut Vec::new(), &mut self.paths);
    }

    fn visit_macro(&mut self, called: &'ast syn::Macro) {
        self.visit_path(&called.path);
        tokens(called.tokens.clone(), &mut self.paths);
    }
}

fn leaves(tree: &syn::UseTree, before: &mut Vec<String>, paths: &mut Vec<Vec<String>>) {
    match tree {
        syn::UseTree::Path(path) => {
            before.push(path.ident.to_string());
            leaves(&path.tree, before, paths);
            before.pop();
        }
        syn::UseTree::Group(group) => group.items.iter().for_each(|tree| leaves(tree, before, paths)),
        syn::UseTree::Name(name) => paths.push([&before[..], &[name.ident.to_string()]].concat()),
        syn::UseTree::Rename(name) => paths.push([&before[..], &[name.ident.to_string()]].concat()),
        syn::UseTree::Glob(_) => paths.push(before.clone()),
    }
}

/// The paths among tokens whose meaning only a macro knows.
fn tokens(stream: TokenStream, paths: &mut Vec<Vec<String>>) {
    let mut path: Vec<String> = Vec::new();
    let mut colons = 0;
    for token in stream {
        match token {
            TokenTree::Ident(name) if colons == 2 || path.is_empty() => {
                path.push(name.to_string());
                colons = 0;
            }
            TokenTree::Ident(name) => {
                paths.push(std::mem::replace(&mut path, vec![name.to_string()]));
                colons = 0;
            }
            TokenTree::Punct(punct) if punct.as_char() == ':' => colons += 1,
            other => {
                paths.push(std::mem::take(&mut path));
                colons = 0;
                if let TokenTree::Group(group) = other {
                    tokens(group.stream(), paths);
                }
            }
        }
    }
    paths.push(path);
}

impl Crate {
    /// The file that defines what a path means where it is written, and the whole path; `None` where that is not in this
    /// crate. A path that ends at a module means nothing yet.
    fn definition(&self, from: &ModulePath, written: &[String]) -> Option<(PathBuf, String)> {
        let (module, name) = self.resolve(from, written, 0)?;
        let full = module.iter().chain([&name]).cloned().collect::<Vec<_>>().join("::");
        Some((self.modules.get(&module)?.file.clone(), full))
    }

    /// The module that defines, and the name there.
    fn resolve(&self, from: &ModulePath, written: &[String], depth: usize) -> Option<(ModulePath, String)> {
        /// Re-exports of re-exports; two that name each other would never end.
        const MOST: usize = 12;
        if depth > MOST {
            return None;
        }
        let mut at = from.clone();
        let mut rest = written;
        let (first, after) = written.split_first()?;
        match first.as_str() {
            "crate" => (at, rest) = (Vec::new(), after),
            "self" => rest = after,
            "super" => {
                while let Some(("super", after)) =
                    rest.split_first().map(|(name, after)| (name.as_str(), after))
                {
                    at.pop()?;
                    rest = after;
                }
            }
            _ => {}
        }
        while let Some((name, after)) = rest.split_first() {
            let below = [&at[..], std::slice::from_ref(name)].concat();
            if self.modules.contains_key(&below) {
                (at, rest) = (below, after);
                continue;
            }
            let module = self.modules.get(&at)?;
            if module.defined.contains(name) {
                return Some((at, name.clone()));
            }
            return self.imported(&at, module, name, after, depth);
        }
        None
    }

    fn imported(
        &self,
        at: &ModulePath,
        module: &Module,
        name: &String,
        after: &[String],
        depth: usize,
    ) -> Option<(ModulePath, String)> {
        let by_name = module.imports.iter().filter(|(here, _)| here == name);
        for (_, path) in by_name {
            if path.first() == Some(name) && path.len() == 1 {
                continue;
            }
            let found = self.resolve(at, &[path, after].concat(), depth + 1);
            if found.is_some() {
                return found;
            }
        }
        module.globs.iter().find_map(|glob| {
            let path = [&glob[..], std::slice::from_ref(name), after].concat();
            self.resolve(at, &path, depth + 1)
        })
    }
}
