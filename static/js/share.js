// The button at an article's end: the device's own way of sharing, where it has one; otherwise the link is copied, and
// that is said. `tell` tells the page, which may do it in its own way; `words` has what is said, in the reader's language.
export function sharing(element, tell, words) {
  let said;
  element.addEventListener("masthead-navigate", ({ detail }) => detail.phase === "after" && said?.remove());
  element.addEventListener("click", async (event) => {
    const button = event.composedPath()[0].closest?.(".mh-share button");
    if (!button) return;
    const url = new URL(button.value, document.baseURI).href, title = tell(url);
    if (!title) return;
    if (navigator.share) try { return await navigator.share({ title, url }); } catch (error) {
      if (error.name === "AbortError") return;
    }
    // There before it says something: only then is it read aloud.
    said ??= document.createElement("output");
    said.textContent = "";
    button.after(said);
    const isCopied = await copy(url), [copied, byHand] = words(button.closest(".mh-reader"));
    said.textContent = isCopied ? copied : byHand + url;
  });
}

// Without https, and in frames, there is no clipboard to write to; but there is a command that copies.
async function copy(url) {
  try { return await navigator.clipboard.writeText(url), true; } catch { }
  let isCopied = false;
  const put = (event) => {
    event.stopImmediatePropagation();
    event.preventDefault();
    event.clipboardData.setData("text/plain", url);
    isCopied = true;
  };
  addEventListener("copy", put, true);
  document.execCommand("copy");
  removeEventListener("copy", put, true);
  return isCopied;
}
