//! The grammar of addresses: what is written is read back, and whatever is read has an address.

use masthead_edition::place::{Address, Place, encode};
use masthead_edition::reference::{check_link, check_path};
use proptest::option::of;
use proptest::prelude::*;

use crate::arbitrary::{edition_id, id, publication_id, words};

fn place() -> impl Strategy<Value = Place> {
    prop_oneof![
        Just(Place::Newest),
        Just(Place::Search),
        publication_id().prop_map(Place::Publication),
        (publication_id(), 1..=9999i32).prop_map(|(publication, year)| Place::Year(publication, year)),
        (publication_id(), edition_id())
            .prop_map(|(publication, edition)| Place::Edition(publication, edition)),
        (publication_id(), edition_id(), id())
            .prop_map(|(publication, edition, page)| { Place::Page(publication, edition, page) }),
        (publication_id(), edition_id(), id(), id()).prop_map(|(publication, edition, page, article)| {
            Place::Article { publication, edition, page, article }
        }),
    ]
}

fn address() -> impl Strategy<Value = Address> {
    (place(), of(words()), of((publication_id(), edition_id())), of(id()))
        .prop_map(|(place, query, scope, block)| Address { place, query, scope, block })
}

proptest! {
    #[test]
    fn an_address_comes_back_as_path_and_as_fragment(address in address()) {
        let path = address.to_path();
        prop_assert!(path.starts_with('/') && path.is_ascii());
        prop_assert!(!path.contains(['<', '>', '"', '\'', ' ', '\\']));
        prop_assert_eq!(Address::parse(&path), Ok(address.clone()));
        prop_assert_eq!(Address::parse_hash(&address.to_hash()), Ok(address.clone()));
        // Whatever messengers add to the end is passed over.
        let joiner = if path.contains('?') { '&' } else { '?' };
        if address.block.is_none() {
            prop_assert_eq!(Address::parse(&format!("{path}{joiner}from=singlemessage")), Ok(address));
        }
    }

    #[test]
    fn every_text_leads_somewhere(text in "\\PC{0,40}|(/[a-z0-9%.#?=-]{0,12}){0,6}") {
        let address = Address::parse(&text).unwrap_or_else(|lost| lost.nearest);
        prop_assert_eq!(Address::parse(&address.to_path()), Ok(address));
    }

    #[test]
    fn an_encoded_path_stays_on_the_host(path in "\\PC{1,30}") {
        if check_path(&path).is_ok() {
            let encoded = encode(&path);
            prop_assert!(!encoded.starts_with('/') && !encoded.contains([':', '?', '#', '\\', '%']) || encoded.contains('%'));
            prop_assert!(encoded.split('/').all(|step| step != ".." && step != "." && !step.is_empty()));
            prop_assert!(encoded.bytes().all(|byte| byte.is_ascii_graphic()));
        }
    }

    /// Control characters, spaces and case do not smuggle a script through.
    #[test]
    fn no_spelling_of_a_script_is_a_link(mut spelling in "[\\x00-\\x20]{0,2}[jJ][aA][vV][aA][\\t\\n\\r]{0,2}[sS]cript[\\t ]{0,1}:", rest in "\\PC{0,20}") {
        spelling.push_str(&rest);
        prop_assert!(check_link(&spelling).is_err());
    }

    #[test]
    fn an_admitted_link_has_an_admitted_scheme(text in "\\PC{0,30}|[a-zA-Z]{1,6}:[a-z/]{0,10}") {
        if check_link(&text).is_ok() {
            let lower = text.to_lowercase();
            prop_assert!(["http://", "https://", "mailto:", "tel:"].iter().any(|scheme| lower.starts_with(scheme)), "{}", text);
        }
    }
}
