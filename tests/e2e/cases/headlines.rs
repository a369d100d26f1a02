//! headlines
