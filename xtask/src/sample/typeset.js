// Sets one page: chooses a layout, a size of type, and breaks the articles into columns.
//
// 1. Every article is measured once per size: its text as one long column (the galley), its head for each width.
// 2. All layouts made of rows, cells and stacks are weighed by arithmetic; the best one and its size are kept.
// 3. The page is built for real: text flows column by column and is split at line ends, pictures take up what is
//    left; where something runs over, the type gets a little smaller and step 3 starts again.
// 4. What stands where is measured from the page itself and left in #result.
'use strict';
(() => {
const self_ = document.currentScript;
const setup = JSON.parse(document.getElementById('setup').textContent);
const field = document.getElementById('field');
const galley = document.getElementById('galley');
const { columns: C, gap: GAP, width: W, height: H, least, most, latin } = setup;
const COL = (W - GAP * (C - 1)) / C;
const ROW_GAP = 30, PAD = 14;
const LEADING = latin ? 1.42 : 1.56;
const widthOf = k => k * COL + (k - 1) * GAP;
const el = (tag, cls, style) => {
  const e = document.createElement(tag);
  if (cls) e.className = cls;
  if (style) Object.assign(e.style, style);
  return e;
};
const px = v => `${Math.round(v * 100) / 100}px`;

// ---- the articles ------------------------------------------------------------------------------------------
const articles = [...galley.children].map((source, index) => ({
  index, source,
  id: source.dataset.id,
  kind: source.dataset.kind,
  withdrawn: source.dataset.status === 'withdrawn',
  lore: source.dataset.lore === '1',
  head: source.querySelector('.head'),
  flow: [...source.querySelector('.flow').children],
  picture: source.querySelector('.picture'),
  aside: [...source.querySelectorAll('.aside > *')],
  lines: [...source.querySelectorAll('.headline span')].map(s => measureLine(s.textContent)),
}));
articles.forEach(a => {
  a.text = a.flow.reduce((n, e) => n + e.textContent.length, 0);
  a.framed = a.kind === 'advertisement' || a.kind === 'notice' || a.withdrawn;
  a.cells = Math.max(0, ...a.aside.flatMap(e => [...e.querySelectorAll('tr'), ...(e.rows ?? [])]).map(r => r.cells.length));
  a.display = a.kind === 'advertisement';
  a.plate = a.picture && a.text < 12;
  // What is short and of no weight stands low on the page.
  a.small = (a.framed || a.text < 90) && !a.picture;
});
// The first that is an article leads the page, whatever notice stands before it in the edition.
const lead = articles.find(a => !a.small && !a.plate) ?? articles[0];
articles.splice(articles.indexOf(lead), 1);
articles.unshift(lead);
articles.forEach((a, index) => { a.index = index; });
const ranked = [...articles].filter(a => !a.small && !a.plate).sort((a, b) => (a === lead ? -1 : b === lead ? 1 : 0));
ranked.forEach((a, i) => { a.level = i === 0 ? 0 : (i <= 2 ? 1 : 2); });
articles.forEach(a => { if (a.level === undefined) a.level = a.plate ? 2 : 3; });

function measureLine(text) {
  let n = 0;
  for (const c of text) n += c.charCodeAt(0) > 0x2e80 || '“”‘’—…'.includes(c) ? 1 : /[A-Z]/.test(c) ? .68 : c === ' ' ? .25 : .54;
  return n;
}

// The sizes a headline may have, by importance and width of its box.
const CAPS = latin
  ? [[44, 54, 62, 66, 70], [28, 36, 42, 46, 48], [24, 30, 34, 36, 38], [20, 24, 26, 26, 26]]
  : [[36, 52, 68, 78, 86], [32, 42, 50, 56, 60], [28, 37, 43, 47, 48], [22, 26, 30, 30, 30]];

function makeHead(a, k, b, boost = 1, inner = widthOf(k)) {
  const head = a.head.cloneNode(true);
  const longest = Math.max(1, ...a.lines);
  let size = Math.min(CAPS[a.level][Math.min(k, 5) - 1] * boost, inner / (longest + .04));
  if (a.lore) size = Math.min(size, inner / (longest * 1.05 + .04));
  head.style.width = px(inner);
  head.classList.toggle('center', k >= 3 && a.level < 3 || a.display || a.lore && k >= 2);
  head.classList.toggle('notice', a.level === 3 && !a.display);
  head.classList.toggle('lore', a.lore);
  const small = Math.max(b * .94, Math.min(size * .36, 23));
  for (const e of head.children) {
    if (e.classList.contains('headline')) e.style.fontSize = px(size);
    else e.style.fontSize = px(e.classList.contains('kicker') ? small : Math.max(b * .98, Math.min(size * .34, 22)));
    if (e.classList.contains('kicker')) e.style.marginBottom = px(size * .1);
    if (e.classList.contains('deck')) e.style.marginTop = px(size * .16);
  }
  head.style.paddingBottom = px(Math.max(8, size * .22));
  return head;
}

const bench = el('div', 'box', { left: '-9000px', top: '0' });
document.body.append(bench);
function heightOf(e) {
  bench.replaceChildren(e);
  e.style.position = 'static';
  const h = e.getBoundingClientRect().height;
  e.style.position = '';
  bench.replaceChildren();
  return h;
}

function blockStyle(e, b, lead_) {
  // Everything keeps to the line: heights are whole lines, so that columns stand side by side on one grid.
  const line = b * lead_;
  e.style.fontSize = px(b);
  e.style.lineHeight = px(line);
  if (e.tagName === 'H4') Object.assign(e.style, { fontSize: px(b * 1.06), lineHeight: px(line), paddingTop: px(line * .6), paddingBottom: px(line * .4) });
  if (e.tagName === 'BLOCKQUOTE') Object.assign(e.style, { fontSize: px(b * 1.14), lineHeight: px(line * 1.1), padding: `${px(line * .3)} 0 ${px(line * .3)} 0`, margin: `${px(line * .45)} 0` });
  if (e.classList.contains('note')) Object.assign(e.style, { fontSize: px(b * .95) });
}
function asideStyle(e, b) {
  Object.assign(e.style, { fontSize: px(b * .9), lineHeight: px(b * .9 * 1.5) });
  e.querySelectorAll('table').forEach(t => { t.style.fontSize = px(b * .86); t.style.lineHeight = '1.42'; });
  if (e.tagName === 'TABLE') Object.assign(e.style, { fontSize: px(b * .86), lineHeight: '1.42' });
}
const innerWidth = (a, k) => widthOf(k) - (a.framed ? 2 * PAD : 0);
const columnWidth = (a, k) => a.display || wide(a, k) ? innerWidth(a, k) : (innerWidth(a, k) - (k - 1) * GAP) / k;
// A short text with a table, or a notice of two columns: set across its box rather than broken up.
const wide = (a, k) => a.display || (a.framed && k === 2 && a.text < 150) || (a.aside.length && !a.picture && a.text < 130 && k <= 2);
const columnsOf = (a, k) => wide(a, k) ? 1 : k;

const galleyMemo = new Map();
function textHeight(a, k, b) {
  const w = columnWidth(a, k), key = `${a.index}|${Math.round(w)}|${b}`;
  if (galleyMemo.has(key)) return galleyMemo.get(key);
  const col = el('div', 'col', { width: px(w) });
  for (const e of a.flow) { const c = e.cloneNode(true); blockStyle(c, b, LEADING); col.append(c); }
  const h = heightOf(col);
  galleyMemo.set(key, h);
  return h;
}
const headMemo = new Map();
function headHeight(a, k, b, inner = widthOf(k)) {
  const key = `${a.index}|${k}|${b}|${Math.round(inner)}`;
  if (!headMemo.has(key)) headMemo.set(key, heightOf(makeHead(a, k, b, 1, inner)));
  return headMemo.get(key);
}
// Words that cannot be broken make a table wider than its place.
function tooWide(e, span) {
  bench.replaceChildren(e);
  const wide_ = [e, ...e.querySelectorAll('table')].some(t => t.getBoundingClientRect().width > span + 1);
  bench.replaceChildren();
  return wide_;
}
const asideMemo = new Map();
function asideHeight(a, span, b) {
  if (!a.aside.length) return 0;
  const key = `${a.index}|${Math.round(span)}|${b}`;
  if (!asideMemo.has(key)) {
    let sum = 0;
    for (const e of a.aside) { const c = e.cloneNode(true); asideStyle(c, b); c.style.width = px(span); sum += heightOf(c) + 12; if (tooWide(c, span)) sum = 1e5; }
    asideMemo.set(key, sum);
  }
  return asideMemo.get(key);
}
// A picture's own proportions, and how far they may be bent by cropping.
function pictureSize(a, width, b, bend = 1) {
  const ratio = Number(a.picture.dataset.ratio);
  let image;
  const count = Number(a.picture.dataset.count || 1);
  if (count > 1) {
    const across = width > 2.5 * COL ? count : 1;
    const w = (width - 10 * (across - 1)) / across;
    image = across > 1 ? w / ratio : (w / ratio + 10) * count - 10;
  } else image = width / ratio;
  return image * bend;
}
const captionMemo = new Map();
function captionHeight(a, width, b) {
  const key = `${a.index}|${Math.round(width)}|${b}`;
  if (!captionMemo.has(key)) {
    const f = makePicture(a, width, 100, b);
    captionMemo.set(key, heightOf(f) - (Number(f.dataset.plain) || 100));
  }
  return captionMemo.get(key);
}
function makePicture(a, width, height, b) {
  const figure = a.picture.cloneNode(true);
  figure.style.width = px(width);
  const images = [...figure.querySelectorAll('img')];
  const across = images.length > 1 && width > 2.5 * COL;
  if (images.length > 1) {
    figure.querySelector('.gallery').style.gridTemplateColumns = across ? `repeat(${images.length}, 1fr)` : '1fr';
    const each = across ? height : (height - 10 * (images.length - 1)) / images.length;
    images.forEach(i => { i.style.height = px(each); });
  } else images.forEach(i => { i.style.height = px(height); });
  figure.querySelectorAll('figcaption').forEach(c => { c.style.fontSize = px(Math.max(12.5, b * .84)); });
  // Captions in a gallery stand under each picture, so its height is not the pictures' alone.
  figure.dataset.plain = images.length > 1 && !across ? height : height;
  return figure;
}

// ---- options of one article in k columns -------------------------------------------------------------------
const BENDS = [1, .86, .74, 1.12];
function options(a, k, b) {
  const out = [];
  const cols = columnsOf(a, k), inner = innerWidth(a, k);
  const frame = a.framed ? 2 * PAD : 0;
  const T = textHeight(a, k, b);
  const gapAfterHead = 4;
  const heads = a.noHead ? [0] : [k];
  if (!a.noHead && k >= 3 && a.level >= 1 && !a.framed && !a.plate) heads.push(...(k >= 4 ? [2] : []), ...(Math.max(...a.lines) <= 7 ? [1] : []));
  for (const q of heads) {
    const hh = q ? headHeight(a, q, b, q === k ? inner : widthOf(q)) + gapAfterHead : 0;
    let spans = [0];
    if (a.picture) {
      const room = q && q < k ? k - q : k;
      spans = a.plate ? [k] : k === 1 ? [1] : k === 2 ? (a.level === 0 ? [2] : [1, 2]) : k === 3 ? [2, 3] : k === 4 ? [2, 3] : [2, 3];
      if (a.picture.dataset.ratio < 1) spans = k <= 2 ? [k] : [1, 2];
      if (Number(a.picture.dataset.count) > 1) spans = k >= 3 ? [k, 3] : [k];
      spans = [...new Set(spans.filter(m => m <= room))];
      if (!spans.length) continue;
    }
    for (const m of spans) for (const bend of (a.picture ? (Number(a.picture.dataset.ratio) < 1 ? [1, .9, .8] : BENDS) : [1])) {
      let fig = 0, pic = 0;
      if (a.picture) {
        const pw = m === k ? inner : widthOf(m);
        pic = pictureSize(a, pw, b, bend);
        fig = pic + captionHeight(a, pw, b) + 14;
      }
      const s = a.aside.length ? (k === 1 || cols === 1 ? 1 : Math.min(2, k)) : 0;
      const box = s ? asideHeight(a, cols === 1 ? inner : s === k ? inner : widthOf(s), b) : 0;
      const units = cols === 1 && k > 1 ? 1 : k;
      const per = (n, h) => units === 1 ? h : n * h;
      let area = T + per(q === k ? k : q, hh) + per(m, fig) + per(s, box);
      // Each break between columns wastes part of a line.
      area += (units - 1) * b * .9;
      let h = area / units + frame;
      // No column may be filled up by what stands above and below it.
      const floor = (q === k ? hh : 0) + fig + box + frame;
      if (h < floor) h = floor + (T > 40 && m === k && s === k ? T / units : 0);
      if (q && q < k && h < hh + b * 3) continue;
      const flex = (T / units) * .09 + (pic ? pic * .1 * m / units : 0) + (q ? 26 : 0) + (a.framed ? 16 : 0);
      const shrink = (T / units) * .03 + (pic ? pic * .05 * m / units : 0);
      let taste = 0;
      if (q && q < k) taste += k >= 4 ? .1 : .6;
      // Columns of a few lines are no columns.
      const depth = T / units / (b * LEADING);
      if (units > 2 && depth < 8) taste += (8 - depth) * .5;
      if (bend !== 1) taste += bend < .8 ? .9 : .35;
      if (a.text > 420 && k === 1) taste += 5;
      if (a.text > 250 && k === 1) taste += 1;
      if (a.level === 0 && k < 3) taste += 6;
      if (a.level === 0 && a.picture && m === 1) taste += a.picture.dataset.ratio < 1 ? (C === 4 ? .4 : 2) : 5;
      // A table wants width.
      if (k === 1 && a.cells >= 3) taste += a.cells - 1.2;
      if (a.picture && k === 2 && m === 1) taste += .7;
      if (a.picture && k === 1) taste += a.plate ? 3 : 1.6;
      if (a.small && k >= 4) taste += 1.4;
      if (a.small && k === C && C > 3 && a.text > 160) taste += 3;
      if (a.level === 1 && k === 1) taste += 1.2;
      if (a.text < 320 && k >= 4 && !a.picture && !a.small) taste += 1.6;
      if (a.plate && k > 3) taste += 4;
      if (h / widthOf(k) > 4.2 && k === 1 && !latin) taste += 2.5;
      out.push({ q, m, s, bend, h, flex, shrink, taste, cols });
    }
  }
  out.sort((x, y) => x.h - y.h);
  return out;
}

// ---- layouts -----------------------------------------------------------------------------------------------
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

// ---- building ----------------------------------------------------------------------------------------------
let overflow = [];
// Splits a block at the last line that ends above `bottom`. Returns the rest, or null when nothing fits.
function split(block, bottom) {
  const line = parseFloat(block.style.lineHeight);
  const range = document.createRange();
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT, {
    acceptNode: n => n.parentElement.closest('rt, i, .mark') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT });
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  const below = (node, at) => {
    range.setStart(node, at); range.setEnd(node, Math.min(at + 1, node.length));
    const rects = range.getClientRects();
    if (!rects.length) return false;
    const last = rects[rects.length - 1];
    // A line is taller than its letters, by half of that below them.
    return last.bottom + Math.max(0, (line - last.height) / 2) > bottom + .6;
  };
  for (const node of nodes) {
    if (!node.length || !below(node, node.length - 1)) continue;
    let lo = 0, hi = node.length - 1; // first character below the line
    while (lo < hi) { const mid = (lo + hi) >> 1; if (below(node, mid)) hi = mid; else lo = mid + 1; }
    if (node === nodes[0] && lo === 0) return null;
    range.setStart(node, lo); range.setEndAfter(block.lastChild);
    const rest = block.cloneNode(false);
    rest.removeAttribute('id');
    rest.append(range.extractContents());
    rest.classList.add('rest');
    block.classList.add('broken');
    return rest;
  }
  return null;
}
function fillColumns(frames, blocks) {
  const queue = [...blocks];
  const stanzas = queue.some(e => e.classList.contains('verse')) ? queue.filter(e => e.tagName === 'H4').length : 0;
  let last = null, begun = 0;
  for (const frame of frames) {
    const bottom = frame.getBoundingClientRect().top + frame.clientHeight;
    while (queue.length) {
      const block = queue.shift();
      // Verse: each poem in a column of its own, where there are as many columns as poems.
      if (stanzas > 1 && stanzas <= frames.length && block.tagName === 'H4' && begun++ && frame.querySelector('h4')) { queue.unshift(block); begun--; break; }
      frame.append(block);
      let r = block.getBoundingClientRect();
      const heading = block.tagName === 'H4';
      if (heading && !frame.previousBlock && frame.children.length === 1) block.style.paddingTop = '0';
      r = block.getBoundingClientRect();
      // A subhead does not stand alone at the foot of a column.
      const need = heading ? r.height * 1.1 : 0;
      if (r.bottom + need <= bottom + .6) { last = frame; continue; }
      const breakable = block.tagName === 'P' && !heading;
      const rest = breakable ? split(block, bottom) : null;
      if (rest) { queue.unshift(rest); last = frame; }
      else { block.remove(); block.style.paddingTop = heading ? blockPadding(block) : block.style.paddingTop; queue.unshift(block); }
      break;
    }
    if (!queue.length) break;
  }
  return { rest: queue, last };
}
const blockPadding = h => px(parseFloat(h.style.lineHeight) * .6);

function buildArticle(a, k, option, x, y, height, b, stretch) {
  // One attempt: returns the box and what did not fit.
  const inner = innerWidth(a, k), pad = a.framed ? PAD : 0;
  const box = el('article', 'box', { left: px(x), top: px(y), width: px(widthOf(k)), height: px(height) });
  box.dataset.article = a.id;
  if (a.framed) box.classList.add(a.display ? 'ad' : a.withdrawn ? 'withdrawn' : 'framed');
  field.append(box);
  const cols = option.cols, cw = columnWidth(a, k);
  const left = j => pad + j * (cw + GAP);
  const span = (from, n) => cols === 1 ? inner : n * cw + (n - 1) * GAP;
  const tops = Array(cols).fill(pad), ends = Array(cols).fill(height - pad);
  if (option.q) {
    const q = cols === 1 ? 1 : option.q;
    const head = makeHead(a, option.q, b, stretch.head, option.q === k ? inner : widthOf(option.q));
    Object.assign(head.style, { left: px(pad), top: px(pad + stretch.pad * .45) });
    box.append(head);
    const hh = head.getBoundingClientRect().height + stretch.pad + 4;
    for (let j = 0; j < q; j++) tops[j] = pad + hh;
  }
  if (a.picture) {
    const m = cols === 1 ? 1 : option.m, from = cols - m;
    const pw = option.m === k ? inner : widthOf(option.m);
    const at = Math.max(...tops.slice(from));
    const ih = pictureSize(a, pw, b, option.bend) + stretch.picture;
    const figure = makePicture(a, pw, ih, b);
    Object.assign(figure.style, { position: 'absolute', left: px(left(from)), top: px(at) });
    box.append(figure);
    const fh = figure.getBoundingClientRect().height + 14;
    for (let j = from; j < cols; j++) tops[j] = at + fh;
    if (a.plate) box.dataset.end = at + fh - 14;
  }
  if (a.aside.length) {
    const s = cols === 1 ? 1 : option.s, from = cols - s;
    const w = span(from, s);
    let at = height - pad;
    for (const e of [...a.aside].reverse()) {
      const c = e.cloneNode(true); asideStyle(c, b);
      const holder = el('div', 'piece', { left: px(left(from)), width: px(w) });
      holder.append(c); box.append(holder);
      const h = holder.getBoundingClientRect().height;
      at -= h; holder.style.top = px(at); at -= 12;
    }
    for (let j = from; j < cols; j++) ends[j] = at;
  }
  const frames = [];
  for (let j = 0; j < cols && !a.plate; j++) {
    const room = ends[j] - tops[j];
    if (room < b * 1.2) { if (room < -1) overflow.push(`${a.id}: column ${j + 1} has no room (${Math.round(room)})`); continue; }
    const col = el('div', 'col', { left: px(left(j)), top: px(tops[j]), width: px(cw), height: px(room) });
    box.append(col); frames.push(col);
    if (j && !a.framed) box.append(el('div', 'rule thin', { left: px(left(j) - GAP / 2), top: px(Math.max(tops[j], tops[j - 1]) + 3), width: '1px', height: px(Math.min(ends[j], ends[j - 1]) - Math.max(tops[j], tops[j - 1]) - 6) }));
  }
  const blocks = a.flow.map(e => { const c = e.cloneNode(true); blockStyle(c, b, LEADING * stretch.leading); return c; });
  const { rest, last } = fillColumns(frames, blocks);
  // How much of the last columns is left white.
  let white = 0;
  for (const f of frames) {
    const end = f.lastElementChild ? f.lastElementChild.getBoundingClientRect().bottom : f.getBoundingClientRect().top;
    white += Math.max(0, f.getBoundingClientRect().bottom - end);
  }
  return { box, rest: rest.length, white, frames };
}

function setArticle(a, k, option, x, y, height, b) {
  a.noHead = option.q === 0;
  const attempt = stretch => { const r = buildArticle(a, k, option, x, y, height, b, stretch); r.stretch = stretch; return r; };
  const base = { leading: 1, pad: 0, picture: 0, head: 1 };
  const units = option.cols;
  const good = r => r.rest === 0 && overflow.length === 0;
  const tryIt = s => { overflow = []; const r = attempt(s); const ok = good(r); return { r, ok }; };
  let current = tryIt(base);
  if (!current.ok) {
    // Tighten a little before giving up: crop the picture, then take out leading.
    current.r.box.remove();
    for (const s of [{ ...base, picture: -12 }, { ...base, leading: .985, picture: -16 }, { ...base, leading: .97, picture: -26 }]) {
      current = tryIt(s);
      if (current.ok) break;
      current.r.box.remove();
    }
    if (!current.ok) { const why = overflow.slice(); overflow = []; return { failed: why.length ? why : [`${a.id}: ${current.r.rest} blocks left over`] }; }
  }
  // Fill up the white that is left: the picture first, then leading, then air round the headline.
  const climb = (make, most) => {
    let lo = 0, hi = 1, best = current;
    for (let i = 0; i < 7; i++) {
      const mid = (lo + hi) / 2;
      const t = tryIt(make(mid * most));
      if (t.ok && t.r.white <= best.r.white + 2) { best.r.box.remove(); best = t; lo = mid; }
      else { t.r.box.remove(); hi = mid; }
    }
    current = best;
  };
  const s0 = current.r.stretch;
  const whiteLines = () => current.r.white / (b * LEADING);
  if (a.plate) {
    const room = height - (a.framed ? 2 * PAD : 0) - Number(current.r.box.dataset.end || height);
    if (room > 2) { current.r.box.remove(); current = tryIt({ ...s0, picture: s0.picture + room - 1 }); if (!current.ok) { current.r.box.remove(); current = tryIt(s0); } }
  } else {
    if (a.picture && whiteLines() > 1.5) { const ih = pictureSize(a, option.m === k ? innerWidth(a, k) : widthOf(option.m), b, option.bend); climb(v => ({ ...s0, picture: s0.picture + v }), ih * .13); }
    const s1 = current.r.stretch;
    if (whiteLines() > .9 && a.flow.length) climb(v => ({ ...s1, leading: s1.leading + v }), .085);
    const s2 = current.r.stretch;
    if (whiteLines() > 1.2 && option.q) climb(v => ({ ...s2, pad: s2.pad + v }), a.framed ? 60 : 46);
    const s3 = current.r.stretch;
    if (whiteLines() > 2.5 && option.q && option.q === k) climb(v => ({ ...s3, head: 1 + v }), .3);
    const s4 = current.r.stretch;
    if (whiteLines() > 2.5 && a.flow.length) climb(v => ({ ...s4, leading: s4.leading + v }), .12);
  }
  return { box: current.r.box, white: current.r.white, stretch: current.r.stretch };
}

function build(plan, b) {
  field.replaceChildren();
  const report = [];
  const total = plan.rows.reduce((n, r) => n + r.R, 0) + ROW_GAP * (plan.rows.length - 1);
  let free = H - total;
  // Give the free height to the rows by what they can take.
  const room = plan.rows.map(r => free > 0 ? r.flex + 8 : r.shrink + 1);
  const sum = room.reduce((x, y) => x + y, 0);
  let y = 0;
  for (let n = 0; n < plan.rows.length; n++) {
    const r = plan.rows[n];
    let height = r.R + free * room[n] / sum;
    if (n) field.append(el('div', 'rule', { left: '0', top: px(y - ROW_GAP / 2 - 1), width: px(W), height: '1px' }));
    let x = 0, top = y;
    if (r.banner) {
      const a = articles[0];
      const box = el('article', 'box', { left: '0', top: px(y), width: px(W) });
      box.dataset.article = a.id;
      const head = makeHead(a, C, b, 1);
      head.style.position = 'static';
      box.append(head); field.append(box);
      const hb = box.getBoundingClientRect().height;
      box.style.height = px(hb);
      top = y + hb + 10;
      height -= hb + 10;
    }
    for (let c = 0; c < r.groups.length; c++) {
      const ids = r.groups[c], k = r.widths[c], pick = r.picks[c];
      if (c) field.append(el('div', 'rule', { left: px(x - GAP / 2), top: px(top), width: '1px', height: px(height) }));
      // Within a stack the height goes by need as well.
      const need = pick.picks.reduce((s, o) => s + o.h, 0) + ROW_GAP * (ids.length - 1);
      const spare = height - need;
      const take = pick.picks.map(o => spare > 0 ? o.flex + 4 : o.shrink + 1);
      const tsum = take.reduce((s, v) => s + v, 0);
      let yy = top;
      for (let i = 0; i < ids.length; i++) {
        const h = i === ids.length - 1 ? top + height - yy : pick.picks[i].h + spare * take[i] / tsum;
        if (i) field.append(el('div', 'rule', { left: px(x), top: px(yy - ROW_GAP / 2 - .5), width: px(widthOf(k)), height: '1px' }));
        const done = setArticle(articles[ids[i]], k, pick.picks[i], x, yy, h, b);
        if (done.failed) return { failed: done.failed };
        report.push({ id: articles[ids[i]].id, k, q: pick.picks[i].q, m: pick.picks[i].m, white: Math.round(done.white / (b * LEADING) * 10) / 10, leading: Math.round(done.stretch.leading * 1000) / 1000 });
        yy += h + ROW_GAP;
      }
      x += widthOf(k) + GAP;
    }
    y = top + height + ROW_GAP;
  }
  return { report };
}

// ---- the search for a size ---------------------------------------------------------------------------------
const plans = [];
for (let b = most; b >= least - .01; b -= .4) {
  const size = Math.round(b * 10) / 10;
  const plan = evaluate(size);
  if (plan) plans.push({ ...plan, total: plan.cost + ((size - setup.wanted) / 1.5) ** 2 * .5 + Math.max(0, 14.2 - size) * 2 });
}
plans.sort((x, y) => x.total - y.total);
let done = null, tried = [];
for (const plan of plans.slice(0, 6)) {
  for (let b = plan.b; b >= plan.b - 1.3; b -= .1) {
    const r = build(plan, b);
    if (!r.failed) { const white = r.report.reduce((n, e) => n + e.white, 0); const mark = plan.total + (plan.b - b) * 2 + white * .12; if (!done || mark < done.mark) done = { plan, b, mark, report: r.report }; break; }
    tried.push(`${Math.round(b * 10) / 10}: ${r.failed[0]}`);
  }
}
const result = { page: setup.page, failed: null };
if (!done) {
  result.failed = tried.length ? tried.slice(-4).join('; ') : 'no layout holds these articles';
} else {
  build(done.plan, done.b);
  result.summary = `${Math.round(done.b * 10) / 10} px, cost ${Math.round(done.mark * 10) / 10}: ` + done.report.map(e => `${e.id.slice(-3)}:${e.k}${e.q !== e.k ? `h${e.q}` : ''}${e.m ? `p${e.m}` : ''} ${e.white}/${e.leading}`).join('  ');
  result.regions = {};
  for (const e of field.querySelectorAll('[data-article]')) {
    const r = e.getBoundingClientRect();
    (result.regions[e.dataset.article] ??= []).push([r.left, r.top, r.right, r.bottom].map(v => Math.round(v * 10) / 10));
  }
  // Nothing may run out of its box.
  result.overflow = [...field.querySelectorAll('[data-article]')].flatMap(box => {
    const r = box.getBoundingClientRect();
    return [...box.querySelectorAll('p, h4, blockquote, figure, figcaption, table, .headline span, .facts-box, td')].filter(e => {
      const q = e.getBoundingClientRect();
      return q.width && (q.bottom > r.bottom + 4 || q.top < r.top - 1.5 || q.right > r.right + 1.5 || q.left < r.left - 1.5);
    }).map(e => { const q = e.getBoundingClientRect(); return `${box.dataset.article}: ${e.tagName} ${e.textContent.slice(0, 12)} at ${[q.left - r.left, q.top - r.top, q.right - r.right, q.bottom - r.bottom].map(Math.round)}`; });
  });
}
galley.remove(); bench.remove(); self_.remove();
document.getElementById('setup').remove();
document.getElementById('result').textContent = JSON.stringify(result);
})();
