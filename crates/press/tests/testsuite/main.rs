//! The command as a publisher runs it; README.md teaches writing a test.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first broken assumption"
)]

mod broken;
mod build;
mod case;
mod check;
mod corpus;
mod encodings;
mod every_write;
mod founder;
mod fragments;
mod full_disk;
mod generated;
mod icons;
mod import;
mod jumps;
mod kill;
mod labels;
mod links;
mod locks;
mod maps;
mod memory;
mod mirrors;
mod new;
mod newest;
mod nginx;
mod oracle;
mod pages;
mod pictures;
mod preview;
mod publishing;
mod samples;
mod search;
mod serve;
mod site;
mod speaking;
mod standards;
mod subscribers;
mod unread;
mod variants;
mod walk;
