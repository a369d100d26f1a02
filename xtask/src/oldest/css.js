// What of a stylesheet some of the given browsers do not know, a line for each: where it stands, the feature's name in
// caniuse.com's data, and the browsers. What stands under `@supports` is looked at by those alone that know it.
const { createRequire } = require("module");
const { readFileSync } = require("fs");
const [modules, browsers, ...files] = process.argv.slice(2);
const load = createRequire(modules);
const [postcss, doiuse] = ["postcss", "doiuse"].map((name) => load(name)).map((module) => module.default ?? module);

const isAsked = (node) => node && (node.name === "supports" || isAsked(node.parent));
for (const file of files) {
  const onFeatureUsage = ({ feature, featureData: { missing }, usage }) => {
    if (missing && !isAsked(usage)) console.log(`${file}:${usage.source.start.line}\t${feature}\t${missing}`);
  };
  const plugin = doiuse({ browsers: browsers.split(","), onFeatureUsage });
  postcss([plugin]).process(readFileSync(file, "utf8"), { from: file }).sync();
}
