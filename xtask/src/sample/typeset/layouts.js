// Layouts: rows of cells, cells of stacked articles. All of them are weighed, none is drawn.

function compositions(total, parts) {
  if (parts === 1) return [[total]];
  const out = [];
  for (let first = 1; first <= total - parts + 1; first++) for (const rest of compositions(total - first, parts - 1)) out.push([first, ...rest]);
  return out;
}
function partitions(list, most) { // contiguous, into at most `most` groups
  if (!list.length) return [[]];
  const out = [];
  const go = (from, groups) => {
    if (from === list.length) { out.push(groups); return; }
    if (groups.length === most) return;
    for (let to = from + 1; to <= list.length; to++) go(to, [...groups, list.slice(from, to)]);
  };
  go(0, []);
  return out;
}
function permutations(list) {
  if (list.length < 2) return [list];
  return list.flatMap((x, i) => permutations([...list.slice(0, i), ...list.slice(i + 1)]).map(r => [x, ...r]));
}
// Cheapest way to give a stack of articles in k columns a height of at most R; memoised per size.
function evaluate(b) {
  const memo = new Map();
  const opts = (i, k, bare) => {
    const key = `${i}|${k}|${bare ? 1 : 0}`;
    if (!memo.has(key)) { const a = articles[i]; a.noHead = bare; memo.set(key, options(a, k, b)); a.noHead = false; }
    return memo.get(key);
  };
  const cells = new Map();
  const cellChoices = (ids, k, bare) => {
    const key = `${ids.join()}|${k}|${bare ? 1 : 0}`;
    if (cells.has(key)) return cells.get(key);
    let sets = [{ h: 0, flex: 0, shrink: 0, taste: 0, picks: [] }];
    ids.forEach((i, n) => {
      const next = [];
      for (const s of sets) for (const o of opts(i, k, bare && n === 0)) next.push({ h: s.h + o.h + (n ? ROW_GAP : 0), flex: s.flex + o.flex, shrink: s.shrink + o.shrink, taste: s.taste + o.taste, picks: [...s.picks, o] });
      // The tasteful ones, and for every height the most tasteful one.
      next.sort((x, y) => x.taste - y.taste);
      const kept = next.slice(0, 10), seen = new Set(kept.map(s => Math.round(s.h / 24)));
      for (const s of next) { const step = Math.round(s.h / 24); if (!seen.has(step)) { seen.add(step); kept.push(s); } }
      sets = kept.slice(0, 44);
    });
    cells.set(key, sets);
    return sets;
  };
  const rowMemo = new Map();
  const row = (groups, widths, bare) => {
    const key = groups.map((g, i) => `${g.join()}:${widths[i]}`).join('|') + (bare ? '!' : '');
    if (rowMemo.has(key)) return rowMemo.get(key);
    let best = [];
    const choices = groups.map((g, i) => cellChoices(g, widths[i], bare && i === 0));
    if (choices.every(c => c.length)) {
      const heights = [...new Set(choices.flat().map(c => Math.round(c.h)))].sort((x, y) => x - y);
      const found = [];
      for (const R of heights) {
        let cost = 0, flex = Infinity, shrink = Infinity, picks = [], ok = true;
        for (let i = 0; i < choices.length && ok; i++) {
          let pick = null, pc = Infinity;
          for (const c of choices[i]) {
            const slack = R - c.h;
            if (slack < -c.shrink) continue;
            const over = Math.max(0, slack - c.flex);
            const v = (over * widthOf(widths[i]) / 9000) + Math.abs(slack) / (c.flex + 30) * .25 + c.taste;
            if (v < pc) { pc = v; pick = c; }
          }
          if (!pick) { ok = false; break; }
          cost += pc; picks.push(pick);
          flex = Math.min(flex, Math.max(0, pick.flex - (R - pick.h)));
          shrink = Math.min(shrink, pick.shrink + (R - pick.h));
        }
        if (ok) found.push({ R, cost, picks, flex, shrink });
      }
      found.sort((x, y) => x.cost - y.cost);
      best = spread(found, 6);
    }
    rowMemo.set(key, best);
    return best;
  };
  let best = null;
  for (const order of orders()) {
    for (const rows of partitions(order, 4)) {
      if (rows.some(r => r.length > 5)) continue;
      // Each row on its own: the shapes that fit it, cheapest first.
      const perRow = rows.map((r, at) => {
        const out = [];
        for (const groups of partitions(r, 3)) {
          if (groups.length === 1 && r.length > 1) continue;
          if (groups.some(g => g.length > 3)) continue;
          for (const widths of compositions(C, groups.length)) {
            // The lead does not hide in a narrow cell.
            for (const f of row(groups, widths, false)) out.push({ ...f, groups, widths, banner: 0 });
            if (at === 0 && groups.length > 1 && groups[0].length === 1 && groups[0][0] === 0 && setup.banner) {
              const hb = headHeight(articles[0], C, b) + 10;
              for (const f of row(groups, widths, true)) out.push({ ...f, groups, widths, banner: hb, R: f.R + hb, cost: f.cost - .2 });
            }
          }
        }
        out.sort((x, y) => x.cost - y.cost);
        return spread(out, 24);
      });
      if (perRow.some(p => !p.length)) continue;
      const pick = (at, chosen, height, cost, flex, shrink) => {
        if (best && cost > best.cost || height > H * 1.06) return;
        if (at === perRow.length) {
          const free = H - height - ROW_GAP * (rows.length - 1);
          if (free < -shrink * .8) return;
          const over = Math.max(0, free - flex * .9);
          const total = cost + over / 14 + Math.abs(free) / 90 + arrangement(chosen);
          if (!best || total < best.cost) best = { cost: total, rows: chosen, free, b };
          return;
        }
        for (const c of perRow[at]) pick(at + 1, [...chosen, c], height + c.R, cost + c.cost, flex + c.flex, shrink + c.shrink);
      };
      pick(0, [], 0, 0, 0, 0);
    }
  }
  return best;
}
// The cheapest of each height: a dear row of the right height may be worth more than a cheap one of the wrong.
function spread(sorted, most) {
  const heights = new Set(), kept = [];
  for (const row of sorted) {
    const step = `${Math.round(row.R / 36)}|${row.banner ? 1 : 0}`;
    if (heights.has(step)) continue;
    heights.add(step); kept.push(row);
    if (kept.length === most) break;
  }
  return kept;
}
function orders() {
  const rest = articles.slice(1).map(a => a.index);
  if (rest.length <= 4) return permutations(rest).map(r => [0, ...r]);
  // Many articles: the printed order, with the small ones moved to the end or spread between.
  const big = rest.filter(i => !articles[i].small), small = rest.filter(i => articles[i].small);
  const out = [[0, ...rest], [0, ...big, ...small]];
  if (big.length <= 4) for (const p of permutations(big)) out.push([0, ...p, ...small]);
  for (let i = 1; i < big.length; i++) out.push([0, ...big.slice(0, i), ...small, ...big.slice(i)]);
  return out;
}
// What a whole page looks like: not every row cut the same way, weight at the top.
function arrangement(rows) {
  let cost = 0;
  for (let i = 1; i < rows.length; i++) {
    if (rows[i].widths.join() === rows[i - 1].widths.join() && rows[i].widths.length > 1) cost += 1.6;
  }
  if (rows.length > 3) cost += .8;
  // A page of bands only is a list, not a page.
  const bands = rows.filter(r => r.widths.length === 1).length;
  if (bands > 1) cost += (bands - 1) * 1.5 + (bands === rows.length ? 1.5 : 0);
  rows.forEach((r, at) => r.groups.forEach((g, n) => g.forEach((i, level) => {
    const a = articles[i];
    if (a.small && at === 0 && rows.length > 1 && level === 0) cost += 2.2;
    if (a.kind === 'advertisement' && at < rows.length - 1) cost += 2.5;
    if (a.level === 1 && at === rows.length - 1 && rows.length > 2 && a.picture) cost += .3;
  })));
  // The lead takes the most room of its row.
  const first = rows[0];
  const wLead = first.widths[first.groups.findIndex(g => g.includes(0))];
  if (wLead * 2 < C) cost += 3;
  return cost;
}
