// The archive's view in three languages. Written as it is read: the build makes it ASCII.
const number = (n) => n.toLocaleString("en");

// Puts something into the gap of a sentence.
export const fill = (sentence, what) => sentence.replace("_", () => what);

const hans = {
  about: "约", count: (n, about) => `${about} ${number(n)} 篇`.trim(),
  day: (year, month, day) => `${year}年${month}月${day}日`, page: "第_版",
  field: "搜索本期和往期", title: "往期（含本期）", searching: "正在查找……",
  none: "往期中没有找到“_”。", pinyin: "没有“_”。标题或作者拼音相符：", notYet: "查过的部分还没有找到。", more: "显示更多", onward: "继续往前找",
  filters: "筛选", clear: "取消筛选", papers: "报纸", allPapers: "全部报纸", years: "按年份",
  headlines: "只看标题", oldestFirst: "从旧到新", onPage: "版次", byline: "作者",
  offline: "网络已断开。", failed: "往期暂时搜索不了。", partial: "有 _ 个文件没有取到，结果可能不全。",
  retry: "重试", photo: "图片",
  recent: "最近搜索", forget: "删除“_”", forgetAll: "全部删除",
  matches: "_ 处", previous: "上一处", next: "下一处",
};

// The same in traditional characters and in the words that are usual with them: each pair of characters is what differs.
const different = "约約索尋没沒过過还還显顯继繼续續筛篩选選报報纸紙标標题題旧舊从從暂暫时時网網络路断斷开開处處个個文檔件案结結图圖删刪“「”」";
const traditional = (text) => {
  const at = (char) => different.indexOf(char);
  return text.replace(/./g, (char) => at(char) < 0 || at(char) % 2 ? char : different[at(char) + 1]);
};
const hant = Object.entries(hans).map(([name, words]) => [name, typeof words === "string" ? traditional(words) : words]);

const en = {
  about: "about", count: (n, about) => `${about} ${number(n)} article${n === 1 ? "" : "s"}`.trim(),
  day: (year, month, day) => `${day} ${new Date(0, month - 1).toLocaleString("en", { month: "long" })} ${year}`, page: "Page _",
  field: "Search this edition and the archive", title: "All editions", searching: "Searching …",
  none: "Not found in any edition: “_”.", pinyin: "Nowhere: “_”. By pinyin, in headlines and bylines: ", notYet: "Nothing found yet in what was looked through.",
  more: "Show more", onward: "Look further",
  filters: "Filters", clear: "Clear filters", papers: "Newspaper", allPapers: "All newspapers", years: "By year",
  headlines: "Headlines only", oldestFirst: "Oldest first", onPage: "Page", byline: "Byline",
  offline: "The network is gone. ", failed: "The archive cannot be searched just now.",
  partial: "Files that did not come: _. There may be more results.",
  retry: "Try again", photo: "Photo",
  recent: "Recent searches", forget: "Delete “_”", forgetAll: "Delete all",
  matches: "Matches: _", previous: "Previous", next: "Next",
};

export const languages = { "zh-Hans": hans, "zh-Hant": Object.fromEntries(hant), en };
