// What must be said while there is no reader yet that could say it.
export const words = {
  hans: ["\u9605\u8bfb\u5668\u6ca1\u80fd\u542f\u52a8\u3002", "\u91cd\u8bd5",
    "\u8fd9\u4e2a\u6d4f\u89c8\u5668\u7248\u672c\u8f83\u65e7\uff0c\u65e0\u6cd5\u8fd0\u884c\u9605\u8bfb\u5668\uff1b\u8bf7\u66f4\u65b0\u6d4f\u89c8\u5668\u3002"],
  hant: ["\u95b1\u8b80\u5668\u6c92\u80fd\u555f\u52d5\u3002", "\u91cd\u8a66",
    "\u9019\u500b\u700f\u89bd\u5668\u7248\u672c\u8f03\u820a\uff0c\u7121\u6cd5\u57f7\u884c\u95b1\u8b80\u5668\uff1b\u8acb\u66f4\u65b0\u700f\u89bd\u5668\u3002"],
  en: ["The reader could not start.", "Try again", "This browser is too old for the reader; please update it."],
};

export function language(element) {
  const tag = (element.closest("[lang]")?.lang || "zh").toLowerCase();
  return !tag.startsWith("zh") ? "en" : /hant|tw|hk|mo/.test(tag) ? "hant" : "hans";
}
