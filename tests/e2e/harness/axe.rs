//! Accessibility, by the rules of axe-core. It runs in a world of its own beside the page's scripts, where the
//! page's policy does not forbid it and its traces are not recorded.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::Browser;
use super::places::{root, tool};

const RUN: &str = "axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'],
    resultTypes: ['violations'],
}).then((results) => results.violations)";

/// How long a rule may be broken before that counts.
const A_MOMENT: Duration = Duration::from_secs(3);

impl Browser {
    /// Fails where the view that is shown breaks a rule. What moves or is drawn anew may break one for a moment.
    pub(crate) async fn accessible(&self, view: &str) {
        let start = Instant::now();
        let mut found = self.broken_rules().await;
        while found != Ok(String::new()) && start.elapsed() < A_MOMENT {
            tokio::time::sleep(Duration::from_millis(200)).await;
            found = self.broken_rules().await;
        }
        match found {
            Ok(rules) if rules.is_empty() => {}
            Ok(rules) => panic!("{view} on {} breaks rules of accessibility:\n{rules}", self.device.label()),
            Err(error) => panic!("{view} on {}: axe failed: {error}", self.device.label()),
        }
    }

    /// The rules that are broken now; or why that cannot be told, as while a page is loading.
    async fn broken_rules(&self) -> Result<String, String> {
        let file = tool("MASTHEAD_AXE", root().join(".tools/npm/axe-core/node_modules/axe-core/axe.min.js"));
        let axe = std::fs::read_to_string(&file)
            .unwrap_or_else(|error| panic!("{}: {error}; run `cargo xtask setup`", file.display()));
        let tree = self.try_cdp("Page.getFrameTree", json!({})).await?;
        let world = json!({ "frameId": tree["frameTree"]["frame"]["id"], "worldName": "axe" });
        let world = self.try_cdp("Page.createIsolatedWorld", world).await?["executionContextId"].clone();
        let evaluate = |expression: &str| json!({ "expression": expression, "contextId": world, "awaitPromise": true, "returnByValue": true });
        self.try_cdp("Runtime.evaluate", evaluate(&format!("{axe}; true"))).await?;
        let answer = self.try_cdp("Runtime.evaluate", evaluate(RUN)).await?;
        let violations = answer["result"]["value"].as_array().ok_or_else(|| answer.to_string())?;
        Ok(violations.iter().filter_map(rule).collect::<Vec<_>>().join("\n"))
    }
}

/// One broken rule, with each place and what to do there; `None` where no place counts.
fn rule(violation: &Value) -> Option<String> {
    let word = |name: &str| violation[name].as_str().unwrap_or_default();
    let mut out = format!("\n{} ({}): {}\n  {}", word("id"), word("impact"), word("help"), word("helpUrl"));
    let nodes = violation["nodes"].as_array().expect("axe names the places");
    let nodes: Vec<&Value> = nodes.iter().filter(|node| !is_under_a_bar(violation, node)).collect();
    for node in &nodes {
        let summary = node["failureSummary"].as_str().unwrap_or_default().replace('\n', "\n      ");
        let html: String = node["html"].as_str().unwrap_or_default().chars().take(160).collect();
        out.push_str(&format!("\n    at {}\n      {html}\n      {summary}", node["target"]));
    }
    (!nodes.is_empty()).then_some(out)
}

/// Whether all that is wrong is that a bar covers a part of the target just now. What scrolls passes under the bars
/// at the top and the bottom; its size, which the rule is about, is that of the whole.
fn is_under_a_bar(violation: &Value, node: &Value) -> bool {
    violation["id"] == "target-size"
        && node["failureSummary"].as_str().is_some_and(|summary| summary.contains("partially obscured"))
}
