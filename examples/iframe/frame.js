// In the frame: says to the page around how high the text is, whenever that changes, and when another place is shown.
// The protocol is these two messages, and nothing is listened to.
//   { masthead: "height", height: 1234 }           pixels
//   { masthead: "place", place: "/bcrb/…/", title: "…" }   the page may scroll to the frame, or write its own address
const reader = document.querySelector("masthead-reader");
const say = (message) => parent.postMessage(message, "*");
new ResizeObserver(() => say({ masthead: "height", height: Math.ceil(reader.getBoundingClientRect().height) })).observe(reader);
for (const kind of ["masthead-ready", "masthead-navigate"]) {
  reader.addEventListener(kind, ({ detail }) => {
    if (detail.phase !== "before") say({ masthead: "place", place: detail.place, title: detail.title });
  });
}
