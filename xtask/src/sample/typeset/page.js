// Sets one page: chooses a layout, a size of type, and breaks the articles into columns.
//
// The files of this folder are one script, put together by compose.rs in this order:
//
// 1. page.js: what the page is, and its articles.
// 2. measure.js: every article is measured once per size: its text as one long column (the galley), its head for
//    each width, its picture, what stands apart.
// 3. options.js: the ways to set one article in so many columns, with the height and the taste of each.
// 4. layouts.js: all layouts made of rows, cells and stacks are weighed by arithmetic; the best one is kept.
// 5. columns.js: the text flows column by column and is split at line ends.
// 6. build.js: the page is built for real; pictures, leading and air round the headlines take up what is left.
// 7. run.js: the search for a size; where something runs over, the type gets a little smaller and 6 starts again.
//    What stands where is measured from the page itself and left in #result.

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
