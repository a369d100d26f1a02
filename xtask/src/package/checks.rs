//! A package is looked over before anybody has it, by the programs of those who will read it: the schemas of what editors
//! read, TypeScript for the types, publint for the whole.

use std::fs;
use std::path::Path;

use serde_json::json;

use crate::outcome::Outcome;
use crate::{places, release_files, shell, tools};

/// Says what of a file is not as its schema says: the arguments are the library, the schema, the file.
const VALIDATE: &str = "const [, ajv, schema, file] = process.argv; const { default: Ajv } = require(ajv);
const check = new Ajv({ strict: false, allErrors: true }).compile(require(schema));
if (!check(require(file))) { console.error(file, check.errors); process.exit(1); }";
/// Says which file of a folder has another hash than `integrity.json` says, as a browser would count it.
const HASHES: &str = "const [, folder] = process.argv; const { readFileSync: read } = require('fs');
const hash = (name) => 'sha384-' + require('crypto').createHash('sha384').update(read(`${folder}/${name}`)).digest('base64');
const wrong = Object.entries(JSON.parse(read(`${folder}/integrity.json`))).filter(([name, said]) => hash(name) !== said);
if (wrong.length) { console.error('integrity.json:', wrong); process.exit(1); }";

/// Everything that a package must be.
pub(super) fn all(folder: &Path) -> Outcome {
    scripts_are_ascii(folder)?;
    let (elements, attributes, ajv) = tools::schemas();
    for (schema, file) in [(elements, "custom-elements.json"), (attributes, "vscode.html-custom-data.json")] {
        let mut node = shell::program("node");
        shell::run(node.arg("--eval").arg(VALIDATE).arg(&ajv).arg(schema).arg(folder.join(file)))?;
    }
    shell::run(shell::program("node").arg("--eval").arg(HASHES).arg(folder))?;
    types(folder)?;
    shell::run(shell::program(tools::publint()).current_dir(folder).args(["run", ".", "--strict"]))
}

/// Hosts serve scripts in any encoding.
fn scripts_are_ascii(folder: &Path) -> Outcome {
    for name in release_files::reader().filter(|name| name.ends_with(".js")) {
        let script = fs::read(folder.join(name)).map_err(|error| format!("{name}: {error}"))?;
        if !script.is_ascii() {
            return Err(format!("{name} is not ASCII"));
        }
    }
    Ok(())
}

/// Compiles `uses.ts` beside the package's types, found as npm would have laid them.
fn types(package: &Path) -> Outcome {
    let folder = places::target().join("dist/tried-types");
    let installed = folder.join("node_modules").join(release_files::PACKAGE);
    drop(fs::remove_dir_all(&folder));
    let told = |error: std::io::Error| format!("{}: {error}", folder.display());
    fs::create_dir_all(&installed).map_err(told)?;
    for name in ["package.json", "masthead-reader.d.ts"] {
        fs::copy(package.join(name), installed.join(name)).map_err(told)?;
    }
    fs::copy(
        places::root().join("packages").join(release_files::PACKAGE).join("uses.ts"),
        folder.join("uses.ts"),
    )
    .map_err(told)?;
    let settings = json!({
        "compilerOptions": { "strict": true, "noEmit": true, "target": "es2022", "module": "nodenext",
            "lib": ["es2022", "dom", "dom.iterable"], "types": [] },
        "files": ["uses.ts"],
    });
    fs::write(folder.join("package.json"), json!({ "type": "module" }).to_string()).map_err(told)?;
    fs::write(folder.join("tsconfig.json"), settings.to_string()).map_err(told)?;
    shell::run(shell::program(tools::typescript()).arg("--project").arg(&folder))
}
