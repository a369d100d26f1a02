//! Choices of `masthead serve` that no publisher needs: a bad network, for tests. They are not in the help.

use std::time::Duration;

use clap::Args;

use crate::serve::trouble::Trouble;

/// A network that is slow or fails.
#[derive(Debug, Args)]
pub struct TroubleArgs {
    /// Let every answer wait so many milliseconds
    #[arg(long, value_name = "MS", default_value_t = 0, hide = true)]
    latency: u64,
    /// Send so many kilobytes a second at most
    #[arg(long, value_name = "KB", hide = true)]
    rate: Option<u64>,
    /// Answer 503 every so manieth time
    #[arg(long, value_name = "N", hide = true)]
    fail_every: Option<u64>,
    /// Answer 503 to paths that match this pattern
    #[arg(long, value_name = "PATTERN", hide = true)]
    fail_path: Option<regex::Regex>,
    /// Break off the answer to paths that match this pattern
    #[arg(long, value_name = "PATTERN", hide = true)]
    cut_path: Option<regex::Regex>,
}

impl From<TroubleArgs> for Trouble {
    fn from(args: TroubleArgs) -> Self {
        Self {
            latency: Duration::from_millis(args.latency),
            rate: args.rate.map(|kilobytes| kilobytes.saturating_mul(1000)),
            fail_every: args.fail_every,
            fail_path: args.fail_path,
            cut_path: args.cut_path,
        }
    }
}
