// Columns: text flows from one into the next and is split at the end of a line.

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
