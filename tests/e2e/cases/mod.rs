//! The tests, a file for each thing that a reader does.

mod archive;
mod archive_faults;
mod article;
mod built;
mod drawn;
mod editions;
mod embed;
mod embed_look;
mod embed_memory;
mod examples;
mod front;
mod harness;
mod headlines;
mod hostile;
mod hosts;
mod keyboard;
mod languages;
mod look;
mod page;
mod places;
mod previewed;
mod real;
mod sample;
mod search;
mod starting;
mod trouble;
