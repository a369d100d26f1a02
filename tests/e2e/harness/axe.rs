//! Accessibility, by the rules of axe-core. It runs in a world of its own beside the page's scripts, where the
//! page's policy does not forbid it and its traces are not recorded.

use serde_json::{Value, json};

use super::Browser;
use super::places::{root, tool};

const RUN: &str = "axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'],
    resultTypes: ['violations'],
}).then((results) => results.violations)";

impl Browser {
    /// Fails where the view that is shown breaks a rule.
    pub(crate) async fn accessible(&self, view: &str) {
        let file = tool("MASTHEAD_AXE", root().join(".tools/npm/axe-core/node_modules/axe-core/axe.min.js"));
        let axe = std::fs::read_to_string(&file)
            .unwrap_or_else(|error| panic!("{}: {error}; run `cargo xtask setup`", file.display()));
        let tree = self.cdp("Page.getFrameTree", json!({})).await;
        let world = json!({ "frameId": tree["frameTree"]["frame"]["id"], "worldName": "axe" });
        let world = self.cdp("Page.createIsolatedWorld", world).await["executionContextId"].clone();
        let evaluate = |expression: &str| json!({ "expression": expression, "contextId": world, "awaitPromise": true, "returnByValue": true });
        self.cdp("Runtime.evaluate", evaluate(&format!("{axe}; true"))).await;
        let answer = self.cdp("Runtime.evaluate", evaluate(RUN)).await;
        assert!(answer["exceptionDetails"].is_null(), "axe failed: {}", answer["exceptionDetails"]);
        let violations = answer["result"]["value"].as_array().expect("axe's answer is a list");
        let rules: Vec<String> = violations.iter().filter_map(rule).collect();
        if !rules.is_empty() {
            panic!("{view} on {} breaks rules of accessibility:\n{}", self.device.label(), rules.join("\n"));
        }
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
