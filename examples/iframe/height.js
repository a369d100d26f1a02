// In the page: gives the frame the height that it asks for. Only what comes from the frame's own window counts.
addEventListener("message", ({ source, data }) => {
  for (const frame of document.querySelectorAll("iframe.masthead-frame")) {
    if (source !== frame.contentWindow) continue;
    if (data?.masthead === "height") frame.style.height = `${Math.min(Math.max(Number(data.height) || 0, 200), 100000)}px`;
    if (data?.masthead === "place" && frame.getBoundingClientRect().top < 0) frame.scrollIntoView();
  }
});
