// Vue 3: told once that the tag is not a component of its own (with a build: `compilerOptions.isCustomElement`).
import { createApp, h, ref } from "vue";

createApp({
  setup() {
    const reader = ref(null), edition = ref("2026-11-18"), page = ref(), place = ref(""), isShown = ref(true);
    const moved = ({ detail }) => { if (detail.phase !== "before") place.value = detail.place; };
    return () => [
      h("h1", "Vue"),
      h("p", [
        h("button", { onClick: () => (edition.value = "2026-11-20") }, "换一期"), " ",
        h("button", { onClick: () => (page.value = page.value ? undefined : "A02") }, "看第二版或全部"), " ",
        h("button", { onClick: () => (isShown.value = !isShown.value) }, "收起或展开"), " ",
        h("button", { onClick: () => reader.value.next() }, "下一步"),
      ]),
      h("p", { id: "place" }, place.value),
      isShown.value && h("masthead-reader", {
        ref: reader, src: "../../sample/", publication: "bcrb", edition: edition.value, page: page.value, routing: "none",
        "onMasthead-ready": moved, "onMasthead-navigate": moved,
      }, [h("p", { slot: "footer" }, `第 ${edition.value} 期`), h("a", { href: "../../" }, "今日报纸")]),
    ];
  },
}).mount("#app");
