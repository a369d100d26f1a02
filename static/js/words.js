// What must be said by the element itself: while there is no reader yet that could say it, no view of the archive, and of
// sharing. Written as it is read: the build makes it ASCII.
export const words = {
  hans: ["阅读器没能启动。", "重试",
    "这个浏览器版本较旧，无法运行阅读器；请更新浏览器。",
    "阅读器的一个文件已损坏，没能启动；请稍后重试。",
    "往期搜索没能打开；请检查网络，再输入一次。",
    "链接已复制，可以粘贴给别人。", "请复制这个链接："],
  hant: ["閱讀器沒能啟動。", "重試",
    "這個瀏覽器版本較舊，無法執行閱讀器；請更新瀏覽器。",
    "閱讀器的一個檔案已損壞，沒能啟動；請稍後重試。",
    "往期搜尋沒能開啟；請檢查網路，再輸入一次。",
    "連結已複製，可以貼給別人。", "請複製這個連結："],
  en: ["The reader could not start.", "Try again", "This browser is too old for the reader; please update it.",
    "The reader could not start: one of its files is damaged. Try again later.",
    "The search of all editions could not be opened. Check the network and type again.",
    "The link is copied.", "Copy this link: "],
};

export function language(element) {
  const tag = (element.closest("[lang]")?.lang || "zh").toLowerCase();
  return !tag.startsWith("zh") ? "en" : /hant|tw|hk|mo/.test(tag) ? "hant" : "hans";
}
