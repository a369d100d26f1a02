//! The newspapers that tests read.
