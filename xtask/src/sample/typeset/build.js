// Building: one article in its box, then all of a page.

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
