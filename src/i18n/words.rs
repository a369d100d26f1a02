//! The fixed words, by name. A language that lacks one does not compile.

/// Fixed words of the reader, in one language.
#[derive(Debug)]
#[allow(missing_docs, reason = "each field is the English name of the word it holds")]
pub struct Words {
    // The bar and the sheets.
    pub pages: &'static str,
    pub headlines: &'static str,
    pub search: &'static str,
    pub calendar: &'static str,
    pub more: &'static str,
    pub headline_navigation: &'static str,
    pub articles: &'static str,
    /// The name of the links to the pages before and after.
    pub turning_pages: &'static str,
    pub editions: &'static str,
    pub close: &'static str,
    pub back: &'static str,
    pub skip_to_content: &'static str,
    pub main_navigation: &'static str,
    // Moving.
    pub previous_page: &'static str,
    pub next_page: &'static str,
    pub previous_article: &'static str,
    pub next_article: &'static str,
    pub previous_edition: &'static str,
    pub next_edition: &'static str,
    pub front_page: &'static str,
    pub home: &'static str,
    pub publications: &'static str,
    pub other_editions: &'static str,
    pub not_that_day: &'static str,
    pub continued_on: &'static str,
    pub continued_from: &'static str,
    // Pages and articles.
    pub facsimile: &'static str,
    pub facsimile_large: &'static str,
    pub page_pdf: &'static str,
    pub advertisement: &'static str,
    pub notice: &'static str,
    pub photo: &'static str,
    pub source: &'static str,
    pub corrected: &'static str,
    pub withdrawn: &'static str,
    pub withdrawn_advice: &'static str,
    pub no_articles: &'static str,
    pub empty_edition: &'static str,
    pub keywords: &'static str,
    pub no_text: &'static str,
    pub share: &'static str,
    pub quote: &'static str,
    pub newer_format: &'static str,
    pub unknown_block: &'static str,
    pub picture_failed: &'static str,
    pub opens_outside: &'static str,
    // Calendar.
    pub choose_year: &'static str,
    pub today: &'static str,
    pub no_edition: &'static str,
    // Search.
    pub search_placeholder: &'static str,
    pub search_clear: &'static str,
    pub search_hint: &'static str,
    pub search_none: &'static str,
    pub search_none_advice: &'static str,
    pub search_more: &'static str,
    pub in_headline: &'static str,
    pub clear_highlight: &'static str,
    // States.
    pub loading: &'static str,
    pub slow: &'static str,
    pub offline: &'static str,
    pub retry: &'static str,
    pub stopped: &'static str,
    pub restart: &'static str,
    // Separators.
    pub list_separator: &'static str,
}
