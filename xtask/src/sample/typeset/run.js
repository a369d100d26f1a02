// The search for a size of type.

const whole = new Map(articles.map(a => [a.id, letters(a.source)]));
function letters(e) {
  return e.textContent.replace(/\s/g, '').length;
}

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
  // And nothing of it may be lost.
  for (const [id, count] of whole) {
    const boxes = [...field.querySelectorAll('[data-article]')].filter(box => box.dataset.article === id);
    const set = boxes.reduce((n, box) => n + letters(box), 0);
    if (set !== count) result.overflow.push(`${id}: ${set} letters were set, and there are ${count}`);
  }
}
galley.remove(); bench.remove(); self_.remove();
document.getElementById('setup').remove();
document.getElementById('result').textContent = JSON.stringify(result);
