// The ways to set one article in k columns: its head across or at the side, its picture over so many columns.

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
      if (a.framed && k === 1 && a.text > 110 && !latin) taste += 2;
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
