/** A place: a path under the site's root, such as `/zzwb/2022-09-16/X04/1335950/`. */
export type Place = string;

/** An article that a search found. */
export interface Hit {
  /** The article, with the words marked in it. */
  place: Place;
  /** The id of its page. */
  page: string;
  /** Its headline, in one line. */
  headline: string;
  /** The text around the first match; empty where only the headline matches. */
  excerpt: string;
}

export interface SearchOptions {
  /** What is searched: the edition that is read, or all that the site has. */
  scope?: "edition" | "archive";
  /** Only in the archive: one publication. */
  publication?: string;
  /** Only in the archive: the first day, as `2022-09-16`. */
  from?: string;
  /** Only in the archive: the last day. */
  to?: string;
  /** Only in the archive: a page's id, or how it begins. */
  page?: string;
  /** Only in the archive: a name of a byline. */
  byline?: string;
  /** Only in the archive: headlines alone. */
  headlines?: boolean;
  /** Only in the archive: the oldest first. */
  oldestFirst?: boolean;
  /** Only in the archive: how many at most; 10 without it. */
  limit?: number;
}

export interface Shown {
  place: Place;
  /** The title of what is shown, as a browser's tab would say it. */
  title: string;
}

export type Navigation = { phase: "before"; place: Place } | ({ phase: "after" } & Shown);

export interface Failure {
  /** What happened, in the reader's language. */
  message: string;
  /** The address of the file that could not be had. */
  file?: string;
  /** What the browser said, where the reader itself could not start. */
  cause?: unknown;
}

export interface Shared {
  /** The article; `null` while the reader is on its way. */
  place: Place | null;
  title: string;
  /** The article's address, whole. */
  url: string;
}

/** Every event and what comes with it. All bubble and are composed. */
export interface MastheadReaderEvents {
  "masthead-ready": CustomEvent<Shown>;
  "masthead-navigate": CustomEvent<Navigation>;
  "masthead-read": CustomEvent<Shown & { seconds: number }>;
  "masthead-search": CustomEvent<{ query: string; results: number }>;
  "masthead-share": CustomEvent<Shared>;
  "masthead-access": CustomEvent<Shown>;
  "masthead-error": CustomEvent<Failure>;
}

/** `<masthead-reader>`. Attributes and properties mirror each other; an absent attribute is an empty text. */
export interface MastheadReader extends HTMLElement {
  src: string;
  publication: string;
  edition: string;
  page: string;
  article: string;
  query: string;
  lang: string;
  theme: "" | "auto" | "light" | "dark" | (string & {});
  routing: "" | "path" | "hash" | "none" | (string & {});
  loading: "" | "lazy" | "eager" | (string & {});
  /** Kept when the first view stands. */
  readonly ready: Promise<MastheadReader>;
  /** Where the reader is; `null` before it is ready. */
  readonly place: Place | null;
  /** Goes to a place; `false` where the text names none. */
  open(place: Place): Promise<boolean>;
  /** One step on; `false` at the end. */
  next(): boolean;
  /** One step back; `false` at the beginning. */
  previous(): boolean;
  /** Searches the edition that is read, or the archive; refused where a part of it cannot be had. */
  search(query: string, options?: SearchOptions): Promise<Hit[]>;
}

declare global {
  interface HTMLElementTagNameMap {
    "masthead-reader": MastheadReader;
  }
  // The events are heard on the element, and on all that is around it.
  interface GlobalEventHandlersEventMap extends MastheadReaderEvents {}
}
