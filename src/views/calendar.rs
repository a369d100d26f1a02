//! The calendar (往期) of a year: months, the days that have an edition, a jump to other years.

use std::rc::Rc;

use masthead_edition::calendar::{Calendar, Entry};
use masthead_edition::date::Date;
use masthead_edition::place::Place;
use yew::{Html, html};

use crate::components::set;
use crate::desk::Desk;
use crate::i18n::phrases;

/// The year's months, the latest first, as far as they have editions.
pub fn calendar(desk: &Desk, calendar: &Rc<Calendar>) -> Html {
    let words = desk.words();
    let months = (1..=12).rev().filter(|month| editions_of(calendar, *month).next().is_some());
    html! {
        <div class="mh-calendar">
            <header class="mh-page-head">
                <h1 class="mh-headline" tabindex="-1">
                    { words.calendar }{ " " }<span>{ phrases::year(desk.lang, calendar.year) }</span>
                </h1>
                { years(desk, calendar) }
            </header>
            if calendar.editions.is_empty() {
                <p class="mh-empty">{ words.no_edition }</p>
            }
            <div class="mh-months">
                for month in months {
                    { month_grid(desk, calendar, month) }
                }
            </div>
        </div>
    }
}

fn editions_of(calendar: &Calendar, month: u8) -> impl Iterator<Item = &Entry> {
    calendar.editions.iter().filter(move |entry| entry.id.date().month() == month)
}

fn years(desk: &Desk, calendar: &Calendar) -> Html {
    let found = desk.state.paper().and_then(|paper| paper.publication(&calendar.publication));
    let years = found.map(|publication| publication.years.as_slice()).unwrap_or_default();
    if years.len() < 2 {
        return Html::default();
    }
    html! {
        <nav class="mh-years" aria-label={desk.words().choose_year}>
            for &year in years.iter().rev() {
                <a
                    href={desk.place_href(Place::Year(calendar.publication.clone(), year))}
                    aria-current={(year == calendar.year).then_some("page")}
                >
                    { year }
                </a>{ " " }
            }
        </nav>
    }
}

/// A month as a table: a grid is what a calendar is, and a screen reader can walk it by weekday.
fn month_grid(desk: &Desk, calendar: &Calendar, month: u8) -> Html {
    let Ok(first) = Date::new(calendar.year, month, 1) else { return Html::default() };
    // Weeks begin on Sunday, as on Chinese wall calendars; in English on Monday.
    let number = usize::from(first.weekday().number());
    let blank = if desk.lang.is_chinese() { number % 7 } else { number - 1 };
    let days = usize::from(first.days_in_month());
    let cells: Vec<Option<u8>> =
        std::iter::repeat_n(None, blank).chain((1..=days).map(|day| u8::try_from(day).ok())).collect();
    html! {
        <section class="mh-month">
            <h2>
                <span>{ phrases::month(desk.lang, calendar.year, month) }</span>{ " " }
                <small>{ phrases::edition_count(desk.lang, editions_of(calendar, month).count()) }</small>
            </h2>
            <table>
                <thead>
                    <tr>for letter in phrases::week(desk.lang) { <th scope="col">{ letter }</th> }</tr>
                </thead>
                <tbody>
                    for week in cells.chunks(7) {
                        <tr>
                            for cell in week {
                                <td>{ cell.map(|day| day_cell(desk, calendar, month, day)).unwrap_or_default() }</td>
                            }
                        </tr>
                    }
                </tbody>
            </table>
            { extras(desk, calendar, month) }
        </section>
    }
}

fn day_cell(desk: &Desk, calendar: &Calendar, month: u8, day: u8) -> Html {
    let Ok(date) = Date::new(calendar.year, month, day) else { return Html::default() };
    let is_today = desk.state.today == Some(date);
    let today = is_today.then_some("today");
    let entry = calendar.editions.iter().find(|entry| entry.id.date() == date);
    match entry {
        Some(entry) => {
            let key = (calendar.publication.clone(), entry.id.clone());
            let is_read = desk
                .state
                .reading
                .as_ref()
                .is_some_and(|(publication, edition)| *publication == key.0 && edition.date() == date);
            html! {
                <a
                    data-is={today}
                    href={desk.place_href(Place::Edition(key.0, key.1))}
                    aria-current={is_read.then_some("date")}
                    aria-label={phrases::full_date(desk.lang, date)}
                >
                    { day }
                </a>
            }
        }
        None => html! {
            <span data-is={today}>
                { day }<span class="mh-unseen">{ " " }{ desk.words().no_edition }</span>
            </span>
        },
    }
}

/// Editions beyond the first of a day: 号外, an English edition.
fn extras(desk: &Desk, calendar: &Calendar, month: u8) -> Html {
    let extras: Vec<_> = editions_of(calendar, month).filter(|entry| entry.id.suffix().is_some()).collect();
    if extras.is_empty() {
        return Html::default();
    }
    html! {
        <ul class="mh-extras">
            for entry in extras {
                <li>
                    <a href={desk.place_href(Place::Edition(calendar.publication.clone(), entry.id.clone()))}>
                        { phrases::short_date(desk.lang, entry.id.date()) }{ " " }
                        { set(entry.name.clone().unwrap_or_else(|| entry.id.to_string())) }
                    </a>
                </li>
            }
        </ul>
    }
}
