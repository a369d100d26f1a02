//! The JSON Schemas of the paper's files, for editors that complete and for programs that check. They are generated
//! from the types of [`crate::model`], [`crate::paper`] and [`crate::calendar`]; here is what the types do not say:
//! how names, paths, links and texts are written.
//!
//! The schemas are for whoever writes a file, so they are strict where reading is tolerant: a block type that
//! version 1 does not have is an error to them. Unknown fields are none, since the format admits them.
//!
//! A schema cannot say everything. That names occur once, that jumps lead somewhere, that an edition of a calendar
//! is of its year, and the finer rules for names and links are said by [`crate::json`] alone.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

use crate::calendar::Calendar;
use crate::date::Date;
use crate::id::{EditionId, Id, LONGEST};
use crate::model::{Amendment, Edition, Run, Status, Text, VERSION, Version};
use crate::paper::Paper;
use crate::read::list::Lines;
use crate::words::{EditionName, FilePath, HomeLink, LanguageTag, Polygon, PublicationName, WebLink};

/// Characters that no name has, as a class of a regular expression: controls, spaces, and ASCII that is not a
/// letter, a digit, `-`, `_` or `.`. The reader refuses more.
const NOT_IN_A_NAME: &str =
    r"\u0000-\u002C/:-@\[-\^`\{-\u00A0\u2000-\u200F\u2028-\u202F\u2060-\u206F\u3000\uFEFF";

/// What no reference has: controls, spaces, and what is invisible.
const NOT_IN_A_REFERENCE: &str =
    r"\u0000-\u0020\u007F-\u00A0\u200B-\u200F\u2028-\u202E\u2060-\u206F\u3000\uFEFF";

/// The schema of `edition.json`.
pub fn edition_schema() -> Value {
    generate::<Edition>("An edition of a newspaper (edition.json)")
}

/// The schema of `paper.json`.
pub fn paper_schema() -> Value {
    generate::<Paper>("A paper (paper.json)")
}

/// The schema of a publication's calendar of a year.
pub fn calendar_schema() -> Value {
    generate::<Calendar>("The editions of a year of a publication (zzwb/2022.json)")
}

fn generate<T: JsonSchema>(title: &str) -> Value {
    let settings = SchemaSettings::draft2020_12().with_transform(RecursiveTransform(tidy));
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    schema.insert("title".into(), title.into());
    schema.to_value()
}

/// Takes out what is a matter of the program and not of the file, and adds what reading can do without and a writer
/// should not.
fn tidy(schema: &mut Schema) {
    schema.remove("format");
    schema.remove("default");
    // Unknown fields are admitted where nothing is said of them.
    if schema.get("additionalProperties") == Some(&true.into()) {
        schema.remove("additionalProperties");
    }
    let is_picture = schema.get("properties").is_some_and(|fields| fields.get("src").is_some());
    if let Some(Value::Array(required)) = schema.get_mut("required")
        && is_picture
    {
        // Without them the page jumps when the picture arrives.
        required.extend(["width".into(), "height".into()]);
    }
}

fn add_property(schema: &mut Schema, name: &str, value: Value) {
    if let Some(properties) = schema.ensure_object().get_mut("properties").and_then(Value::as_object_mut) {
        properties.insert(name.to_owned(), value);
    }
}

/// Gives a type its schema.
macro_rules! schema_of {
    ($type:ty, $name:literal, $schema:expr) => {
        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                let schema: fn(&mut SchemaGenerator) -> Schema = $schema;
                schema(generator)
            }
        }
    };
}

fn pattern(description: &str, pattern: &str, longest: usize) -> Schema {
    json_schema!({ "description": description, "type": "string", "pattern": pattern, "maxLength": longest })
}

/// One or more stretches without a dot, with single dots between.
fn name_pattern(with_dots: bool) -> String {
    let stretch = format!("[^.{NOT_IN_A_NAME}]+");
    if with_dots { format!(r"^{stretch}(\.{stretch})*$") } else { format!("^{stretch}$") }
}

schema_of!(Version, "Version", |_| json_schema!({
    "description": "The version of the format.",
    "const": VERSION,
}));

schema_of!(Id, "Id", |_| pattern(
    "A name: letters and digits of any script, `-`, `_`, and single dots within. Capitals do not tell names apart.",
    &name_pattern(true),
    LONGEST,
));

schema_of!(Date, "Date", |_| json_schema!({
    "description": "A day like 2022-09-16.",
    "type": "string",
    "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
}));

schema_of!(EditionId, "EditionId", |generator| {
    let (date, suffix) = (generator.subschema_for::<Date>(), generator.subschema_for::<Option<Id>>());
    json_schema!({ "type": "object", "properties": { "date": date, "suffix": suffix }, "required": ["date"] })
});

schema_of!(Text, "Text", |generator| {
    let run = generator.subschema_for::<Run>();
    json_schema!({
        "description": "A text: a string, a run, or a list of both.",
        "anyOf": [
            { "type": "string" },
            run,
            { "type": "array", "items": { "anyOf": [{ "type": "string" }, run] } },
        ],
    })
});

schema_of!(Run, "Run", |generator| {
    let text = generator.subschema_for::<Text>();
    let link = generator.subschema_for::<WebLink>();
    let run = |description: &str, properties: Value, required: Value| json!({ "description": description, "type": "object", "properties": properties, "required": required });
    json_schema!({
        "description": "A stretch of text that is more than plain.",
        "anyOf": [
            run("Bold.", json!({ "strong": text }), json!(["strong"])),
            run("Emphasis.", json!({ "emphasis": text }), json!(["emphasis"])),
            run("A link.", json!({ "link": text, "href": link }), json!(["link", "href"])),
            run("A gloss (`ruby`) over a base.", json!({ "ruby": { "type": "string" }, "over": text }),
                json!(["ruby", "over"])),
        ],
    })
});

schema_of!(Status, "Status", |generator| {
    let words = ["published", "corrected", "withdrawn"];
    let amendment = Amendment::json_schema(generator);
    let mut object = amendment;
    add_property(&mut object, "type", json!({ "enum": words }));
    object.insert("required".into(), json!(["type"]));
    object.insert("description".into(), "When and why the article was changed or withdrawn.".into());
    json_schema!({
        "description": "Whether the article stands as it was printed: an object, or its type alone.",
        "anyOf": [{ "enum": words }, object],
    })
});

schema_of!(PublicationName, "PublicationName", |_| {
    let mut schema = pattern(
        "A publication's name: like every name, without a dot, and nothing that reads as a year or a date.",
        &name_pattern(false),
        LONGEST,
    );
    schema.insert("not".into(), json!({ "pattern": "^[0-9-]+$" }));
    schema
});

schema_of!(EditionName, "EditionName", |_| json_schema!({
    "description": "An edition by its date, and its suffix if it has one: 2022-09-16, 2022-09-16-extra.",
    "type": "string",
    "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}(-.+)?$",
}));

schema_of!(FilePath, "FilePath", |_| pattern(
    "A file in the edition's folder or below it: no scheme, no leading slash, no backslash, no `..`.",
    r"^(?!/)(?!(.*/)?\.{0,2}(/|$))[^:\\\u0000-\u001F\u007F-\u009F]+$",
    4096,
));

schema_of!(WebLink, "WebLink", |_| pattern(
    "A link: http, https, mailto or tel.",
    &format!(
        "^([Hh][Tt][Tt][Pp][Ss]?://[^/?#\\\\{NOT_IN_A_REFERENCE}]|[Mm][Aa][Ii][Ll][Tt][Oo]:|[Tt][Ee][Ll]:)[^{NOT_IN_A_REFERENCE}]*$"
    ),
    4096,
));

schema_of!(HomeLink, "HomeLink", |_| pattern(
    "A web address, or a path on the site's own host such as `/`.",
    &format!(
        "^([Hh][Tt][Tt][Pp][Ss]?://|[Mm][Aa][Ii][Ll][Tt][Oo]:|[Tt][Ee][Ll]:|(?!//)[^:/?#]*([/?#]|$))[^{NOT_IN_A_REFERENCE}]*$"
    ),
    4096,
));

schema_of!(LanguageTag, "LanguageTag", |_| pattern(
    "A BCP 47 language tag such as zh-Hans, zh-Hant or en.",
    "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$",
    35,
));

schema_of!(Lines, "Lines", |_| json_schema!({
    "description": "The lines of a headline as printed; one line may be a string.",
    "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }],
}));

schema_of!(Polygon, "Polygon", |_| json_schema!({
    "description": "A polygon: points [x, y] as fractions of the page image's width and height.",
    "type": "array",
    "minItems": 3,
    "items": {
        "type": "array", "minItems": 2, "maxItems": 2,
        "items": { "type": "number", "minimum": 0, "maximum": 1 },
    },
}));
