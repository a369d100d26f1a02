// Measuring: heads, text, what stands apart, pictures; each once per size and width.

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
