//! The command as a publisher runs it; README.md teaches writing a test.

mod build;
mod case;
mod check;
mod corpus;
mod founder;
mod import;
mod samples;
