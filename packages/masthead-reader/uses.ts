// What those who write TypeScript write, and what their compiler must refuse: `cargo xtask package` compiles it against
// the package as npm would install it. It is no part of the package.
import "masthead-reader";
import type { Failure, Hit, MastheadReader, MastheadReaderEvents, Navigation, Place, SearchOptions, Shown } from "masthead-reader";

const made: MastheadReader = document.createElement("masthead-reader");
const found: MastheadReader | null = document.querySelector("masthead-reader");
const reader = found ?? made;

reader.src = "https://cdn.example.com/paper/";
reader.publication = "zzwb";
reader.edition = "2022-09-16";
reader.page = "X04";
reader.article = "1335950";
reader.query = "\u793e\u533a";
reader.lang = "zh-Hans";
reader.theme = "dark";
reader.routing = "none";
reader.loading = "eager";
// @ts-expect-error: it is where the reader is, and `open` goes elsewhere.
reader.place = "/zzwb/";
// @ts-expect-error: an attribute that there is not.
reader.publiction = "zzwb";

async function methods(): Promise<Hit[]> {
  const self: MastheadReader = await reader.ready;
  const place: Place | null = self.place;
  const isThere: boolean = await self.open(place ?? "/");
  const isOn: boolean = self.next() || self.previous();
  const options: SearchOptions = { scope: "archive", publication: "zzwb", from: "2022-01-01", to: "2022-12-31", page: "X",
    byline: "\u6797", headlines: true, oldestFirst: true, limit: isOn || isThere ? 10 : 20 };
  // @ts-expect-error: there is no such scope.
  await self.search("x", { scope: "universe" });
  return self.search("\u793e\u533a", options);
}
void methods().then((hits) => hits.map(({ place, page, headline, excerpt }) => [place, page, headline, excerpt].join(" ")));

// On the element, on whatever is around it, on the document and on the window.
reader.addEventListener("masthead-navigate", (event) => {
  const detail: Navigation = event.detail;
  if (detail.phase === "after") return detail.title.trim();
  event.preventDefault();
  // @ts-expect-error: before a move there is no title yet.
  return detail.title;
});
document.body.addEventListener("masthead-ready", ({ detail }) => detail.place.length + detail.title.length);
document.addEventListener("masthead-read", ({ detail }) => detail.seconds.toFixed());
window.addEventListener("masthead-search", ({ detail }) => detail.query.trim() + detail.results.toFixed());
reader.addEventListener("masthead-share", ({ detail }) => new URL(detail.url).href + detail.title + (detail.place?.length ?? 0));
reader.addEventListener("masthead-access", (event: CustomEvent<Shown>) => event.preventDefault());
reader.addEventListener("masthead-error", ({ detail }: MastheadReaderEvents["masthead-error"]) => {
  const failure: Failure = detail;
  return [failure.message, failure.file, failure.cause];
});
// Its other events are those of any element.
reader.addEventListener("click", (event: MouseEvent) => event.clientX);
reader.addEventListener("keydown", ({ key }) => key.length, { passive: true });
// @ts-expect-error: an event that there is not has no such detail.
reader.addEventListener("masthead-reddy", ({ detail }) => detail.place);
